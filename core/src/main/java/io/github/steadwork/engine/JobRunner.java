package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;

/** The way of one attempt: start, perform, decide, end, settle. */
final class JobRunner {

    private final Performer performer;
    private final Verdict verdict;
    private final Watchdog watchdog;
    private final Settler settler;
    private final Interceptors interceptors;
    private final JobListener listener;

    JobRunner(
            Performer performer,
            Verdict verdict,
            Watchdog watchdog,
            Settler settler,
            Interceptors interceptors,
            JobListener listener) {
        this.performer = performer;
        this.verdict = verdict;
        this.watchdog = watchdog;
        this.settler = settler;
        this.interceptors = interceptors;
        this.listener = listener;
    }

    /**
     * Runs a claimed job on this thread, to its end.
     *
     * @return false if it was given up in the meantime, and this thread with it
     */
    boolean run(Attempt attempt) {
        if (!attempt.start(Thread.currentThread())) {
            giveBack(attempt);
            return true;
        }
        JobInterceptor.Scope scope = interceptors.enter(attempt.job());
        Performance performance = watched(attempt);
        Outcome outcome = verdict.of(attempt, performance);
        scope.exit(outcome);
        boolean ours = attempt.end();
        if (ours) {
            settler.settle(new Ended(attempt, outcome, attempt.ran(), performance));
        }
        return ours;
    }

    @SuppressWarnings("try") // the watch is there to be closed
    private Performance watched(Attempt attempt) {
        try (Watchdog.Watch watch = watchdog.watch(attempt)) {
            listener.on(new JobEvent.Started(attempt.job()));
            return performer.perform(attempt);
        } finally {
            Thread.interrupted(); // an interrupt that came too late is for this attempt alone
        }
    }

    /** Settles an attempt that has been asked to end before it came to a thread. */
    void giveBack(Attempt attempt) {
        if (attempt.end()) {
            settler.settle(new Ended(attempt, verdict.ofStopped(attempt), Duration.ZERO, Performance.NONE));
        }
    }

    /**
     * Settles an attempt whose thread ignores that it should end; what it may still give back is not waited for.
     *
     * @return whether it was still running
     */
    boolean giveUp(Attempt attempt, Duration waited) {
        if (!attempt.isRunning() || !attempt.end()) {
            return false;
        }
        listener.on(new JobEvent.InterruptIgnored(attempt.job(), waited));
        settler.settle(new Ended(attempt, verdict.ofStopped(attempt), attempt.ran(), Performance.NONE));
        return true;
    }
}

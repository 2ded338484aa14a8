package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Ends attempts that should end: on a timeout, or when somebody has cancelled them. First it asks, then it interrupts, then
 * it gives the thread up. Costs nothing for attempts without a timeout.
 */
final class Watchdog {

    private static final Watch NOTHING_TO_WATCH = () -> {};

    private final Duration cancelGrace;
    private final Duration interruptGrace;
    private final BiConsumer<Attempt, Duration> giveUp;
    private final ScheduledThreadPoolExecutor timer;

    /** Calls {@code giveUp} for attempts that ignore their interrupt, with how long they have. */
    Watchdog(JobConfig config, BiConsumer<Attempt, Duration> giveUp) {
        this.cancelGrace = config.cancelGrace();
        this.interruptGrace = config.interruptGrace();
        this.giveUp = giveUp;
        this.timer = new ScheduledThreadPoolExecutor(1, WorkerThreads.daemons("steadwork-watchdog"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Ends when the attempt has ended by itself. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Watches an attempt that has just started, if it has a timeout. */
    Watch watch(Attempt attempt) {
        Optional<Duration> timeout = attempt.job().request().timeout();
        if (timeout.isEmpty()) {
            return NOTHING_TO_WATCH;
        }
        long bound = timeout.get().toNanos();
        Future<?> bite = timer.schedule(() -> timeOut(attempt), bound, TimeUnit.NANOSECONDS);
        return () -> bite.cancel(false);
    }

    private void timeOut(Attempt attempt) {
        attempt.stop(Attempt.Stop.TIMED_OUT, "timed out");
        interrupt(attempt);
    }

    /** Asks an attempt to end; after a grace it is interrupted. */
    void cancel(Attempt attempt, String reason) {
        if (!attempt.isStopped()) {
            attempt.stop(Attempt.Stop.CANCELLED, reason);
            after(cancelGrace, () -> interrupt(attempt));
        }
    }

    /** Asks an attempt to end and interrupts it at once, whether it has been asked before or not. */
    void force(Attempt attempt, String reason) {
        attempt.stop(Attempt.Stop.CANCELLED, reason);
        interrupt(attempt);
    }

    /** Ends an attempt that has lost its lease: it can do nothing useful any more. */
    void leaseLost(Attempt attempt) {
        attempt.stop(Attempt.Stop.LEASE_LOST, "the lease is lost");
        interrupt(attempt);
    }

    private void interrupt(Attempt attempt) {
        attempt.interrupt();
        after(interruptGrace, () -> giveUp.accept(attempt, interruptGrace));
    }

    void close() {
        timer.shutdownNow();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // none of these acts throws
    private void after(Duration delay, Runnable act) {
        timer.schedule(act, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}

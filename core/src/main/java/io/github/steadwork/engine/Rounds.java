package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Does things again and again on a thread of its own. What one of them throws is told, and does not end the rounds. */
final class Rounds {

    private final JobListener listener;
    private final ScheduledThreadPoolExecutor timer;
    private volatile boolean begun;

    Rounds(String name, JobListener listener) {
        this.listener = listener;
        this.timer = new ScheduledThreadPoolExecutor(1, WorkerThreads.daemons(name));
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Does it every so often, the next time so long after the last has ended. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is guarded does not throw
    void every(Duration pause, String verb, Runnable act) {
        begun = true;
        timer.scheduleWithFixedDelay(guarded(pause, verb, act), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Something that can also be wanted at once. Wanting it again before it has begun has no effect; and it takes half of the time at
     * most, however often it is wanted. Before there are any rounds it is done on the caller's thread: an engine that has not been
     * started has no other, and would not see jobs that such a one holds locked.
     */
    Runnable nudge(String verb, Runnable act) {
        AtomicBoolean wanted = new AtomicBoolean();
        AtomicLong notBefore = new AtomicLong(System.nanoTime());
        Runnable guarded = guarded(Duration.ZERO, verb, () -> {
            wanted.set(false);
            long begin = System.nanoTime();
            act.run();
            long end = System.nanoTime();
            notBefore.set(end + (end - begin));
        });
        return () -> {
            if (!begun) {
                guarded.run();
            } else if (wanted.compareAndSet(false, true)) {
                begin(guarded, notBefore.get() - System.nanoTime());
            }
        };
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is guarded does not throw
    private void begin(Runnable act, long delayNanos) {
        try {
            timer.schedule(act, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // nobody is left to want it
        }
    }

    private Runnable guarded(Duration pause, String verb, Runnable act) {
        return () -> {
            try {
                act.run();
            } catch (Throwable error) {
                tell(verb, error, pause);
            }
        };
    }

    private void tell(String verb, Throwable error, Duration pause) {
        try {
            listener.on(new JobEvent.BackendFailed(verb, error, pause));
        } catch (Throwable exhausted) {
            // there is not even the memory to tell; thrown on, it would end the rounds for good
        }
    }

    /** Ends; what is being done is waited for, but not for longer than this. */
    void close(Duration bound) throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(bound.toNanos(), TimeUnit.NANOSECONDS)) {
            timer.shutdownNow();
        }
    }
}

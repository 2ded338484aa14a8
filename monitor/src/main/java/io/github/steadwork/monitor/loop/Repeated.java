package io.github.steadwork.monitor.loop;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does things again and again on a daemon thread of its own. What one of them throws is told, and does not end it. */
public final class Repeated implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final JobListener listener;
    private final ScheduledThreadPoolExecutor timer;

    /** With a thread of this name, which is made when it is first needed. */
    public Repeated(String name, JobListener listener) {
        this.listener = listener;
        this.timer = new ScheduledThreadPoolExecutor(1, act -> {
            Thread thread = new Thread(act, name);
            thread.setDaemon(true);
            return thread;
        });
        timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    }

    /** Does it every so often, the next time so long after the last has ended. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is guarded does not throw
    public void every(Duration pause, String verb, Runnable act) {
        timer.scheduleWithFixedDelay(() -> guarded(verb, act), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Does it now, on this thread; what it throws is told. */
    public void guarded(String verb, Runnable act) {
        try {
            act.run();
        } catch (RuntimeException error) {
            listener.on(new JobEvent.BackendFailed(verb, error, Duration.ZERO));
        }
    }

    /** Ends; what is being done is waited for, for a few seconds. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

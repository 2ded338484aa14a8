package io.github.steadwork.event;

import java.util.List;

/**
 * Tells all listeners, each guarded against what the others throw. A failure that no other listener takes goes to the
 * thread's uncaught-exception handler.
 */
public final class JobListeners implements JobListener {

    private final List<JobListener> all;

    /** These, in this order. */
    public JobListeners(List<? extends JobListener> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public void on(JobEvent event) {
        for (JobListener listener : all) {
            try {
                listener.on(event);
            } catch (Throwable error) {
                tellOthers(listener, new JobEvent.ListenerFailed(listener.getClass(), event, error));
            }
        }
    }

    /** The one that failed is left out: it would fail again, and again at being told of that. */
    private void tellOthers(JobListener failed, JobEvent.ListenerFailed event) {
        List<JobListener> others = all.stream().filter(other -> other != failed).toList();
        if (others.isEmpty()) {
            reportUncaught(event.error());
        }
        for (JobListener other : others) {
            try {
                other.on(event);
            } catch (Throwable error) {
                if (error != event.error()) {
                    error.addSuppressed(event.error());
                }
                reportUncaught(error);
            }
        }
    }

    /** The last resort: there is no listener left to tell. */
    private static void reportUncaught(Throwable error) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
}

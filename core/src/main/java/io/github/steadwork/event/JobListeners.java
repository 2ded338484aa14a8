package io.github.steadwork.event;

import java.util.List;

/** Tells all listeners, each guarded against what the others throw. */
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
    private void tellOthers(JobListener failed, JobEvent event) {
        for (JobListener other : all) {
            if (other != failed) {
                try {
                    other.on(event);
                } catch (Throwable error) {
                    error.addSuppressed(((JobEvent.ListenerFailed) event).error());
                    Thread.currentThread()
                            .getUncaughtExceptionHandler()
                            .uncaughtException(Thread.currentThread(), error);
                }
            }
        }
    }
}

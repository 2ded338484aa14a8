package io.github.steadwork.event;

/**
 * Is told what has happened, after it is true. Logs, metrics and dashboards are listeners of equal standing.
 *
 * <p>Called on the engine's own threads, by several at a time, so it must be safe for that and return soon; long work
 * belongs into a job. What it throws is reported as {@link JobEvent.ListenerFailed} and harms nobody.
 */
@FunctionalInterface
public interface JobListener {

    /**
     * Told of an event. Events of one attempt come in their order; {@link JobEvent.Enqueued} is told by the thread that
     * enqueues, once the job is stored, so a quick job may have started by then.
     */
    void on(JobEvent event);
}

package io.github.steadwork.datajobs;

import java.util.Set;

/** Tells people how a run has ended: sends mail, calls a webhook, or enqueues a job that does. */
@FunctionalInterface
public interface DataJobNotifier {

    /**
     * Tells of a run. Called in a job of its own after the end of the run is stored, at least once: what it throws is retried as any
     * error of a job is.
     *
     * @param run the run, with the data job and so the {@link Notification} with its recipients
     * @param occasions those of the notification that apply; at least one
     */
    void tell(DataJobRun run, Set<Notification.Occasion> occasions) throws Exception;
}

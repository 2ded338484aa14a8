package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads jobs, for operators and for whoever waits. Changes nothing. What it gives may be outdated when it arrives. */
public interface JobInspector {

    /** The job with this id; empty if there is none, or none any more. */
    Optional<JobRecord> find(JobId id);

    /** The jobs with these ids that there are, in no particular order. */
    List<JobRecord> findAll(Collection<JobId> ids);

    /**
     * The jobs that are meant, newest first.
     *
     * @param olderThan only jobs with a smaller id than this, which is the last one of the page before; empty to begin
     * @param limit how many at most
     */
    List<JobRecord> list(JobFilter which, Optional<JobId> olderThan, int limit);

    /** How many jobs are meant. */
    long count(JobFilter which);

    /** The attempts of a job that have ended, oldest first, as far as they are kept. */
    List<AttemptRecord> attempts(JobId id);

    /** How many jobs stand where, by queue. Queues without jobs are left out. */
    List<QueueDepth> depths();

    /**
     * How the queues went in the latest past, of the jobs that ended in it: of the last 10,000 of all queues at most, so it costs the
     * same however many there are. Queues of which none did are left out.
     *
     * @param window how far back to look
     */
    List<QueueStatistics> statistics(Duration window);

    /** The leases that are stored for a worker. */
    List<Lease> leases(WorkerId worker);
}

package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;
import java.util.Map;
import java.util.Set;

/**
 * How the leases stand that were asked for.
 *
 * @param lost leases that are not current any more; nothing was written for them
 * @param cancelRequested jobs that somebody wants to end, with the reason
 */
public record LeaseReport(Set<Lease> lost, Map<JobId, String> cancelRequested) {

    /** Makes the collections immutable. */
    public LeaseReport {
        lost = Set.copyOf(lost);
        cancelRequested = Map.copyOf(cancelRequested);
    }
}

package io.github.steadwork.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A worker's wish for work.
 *
 * @param worker who asks; it must be registered in the {@link WorkerDirectory}
 * @param token a random number, new for every call; the leases of this claim carry it
 * @param queues the queues to look into, in this order
 * @param types the names of the job types that the worker can run
 * @param limit how many jobs at most
 * @param freeSlots how many of them can start at once. No more than that are {@linkplain Claim#suspect suspect} jobs, since
 *     those must not wait in a buffer.
 * @param capabilities what the worker can do; a job that requires more stays where it is
 * @param agedFirst if set, jobs that have been due for so long go before all others, the lowest priority first; so a worker that
 *     asks this way now and then starves nobody
 */
public record ClaimRequest(
        WorkerId worker,
        long token,
        List<String> queues,
        Set<String> types,
        int limit,
        int freeSlots,
        Set<String> capabilities,
        Optional<Duration> agedFirst) {

    /** Checks the numbers and makes the collections immutable. */
    public ClaimRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed is 1 or more");
        }
        queues = List.copyOf(queues);
        types = Set.copyOf(types);
        capabilities = Set.copyOf(capabilities);
    }

    /** A wish of a worker that can do nothing special, strictly by priority. */
    public ClaimRequest(WorkerId worker, long token, List<String> queues, Set<String> types, int limit, int freeSlots) {
        this(worker, token, queues, types, limit, freeSlots, Set.of(), Optional.empty());
    }

    /** By a worker that can do this. */
    public ClaimRequest capabilities(Set<String> capabilities) {
        return new ClaimRequest(worker, token, queues, types, limit, freeSlots, capabilities, agedFirst);
    }

    /** With jobs first that have been due for so long. */
    public ClaimRequest agedFirst(Duration age) {
        return new ClaimRequest(worker, token, queues, types, limit, freeSlots, capabilities, Optional.of(age));
    }
}

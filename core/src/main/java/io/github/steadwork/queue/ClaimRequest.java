package io.github.steadwork.queue;

import java.util.List;
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
 */
public record ClaimRequest(
        WorkerId worker, long token, List<String> queues, Set<String> types, int limit, int freeSlots) {

    /** Checks the numbers and makes the collections immutable. */
    public ClaimRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed is 1 or more");
        }
        queues = List.copyOf(queues);
        types = Set.copyOf(types);
    }
}

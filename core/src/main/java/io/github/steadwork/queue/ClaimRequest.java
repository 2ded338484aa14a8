package io.github.steadwork.queue;

import io.github.steadwork.job.Priority;
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
 * @param shut the keys of circuit breakers that are open; jobs with one of these stay where they are
 * @param urgentOnly whether only URGENT jobs are wanted
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
        Set<String> shut,
        boolean urgentOnly,
        Optional<Duration> agedFirst) {

    /** Checks the numbers and makes the collections immutable. */
    public ClaimRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed is 1 or more");
        }
        queues = List.copyOf(queues);
        types = Set.copyOf(types);
        capabilities = Set.copyOf(capabilities);
        shut = Set.copyOf(shut);
    }

    /** A wish of a worker that can do nothing special, strictly by priority. */
    public ClaimRequest(WorkerId worker, long token, List<String> queues, Set<String> types, int limit, int freeSlots) {
        this(worker, token, queues, types, limit, freeSlots, Set.of(), Set.of(), false, Optional.empty());
    }

    /** By a worker that can do this. */
    public ClaimRequest capabilities(Set<String> capabilities) {
        return new ClaimRequest(
                worker, token, queues, types, limit, freeSlots, capabilities, shut, urgentOnly, agedFirst);
    }

    /** Without jobs that have one of these breaker keys. */
    public ClaimRequest shut(Set<String> shut) {
        return new ClaimRequest(
                worker, token, queues, types, limit, freeSlots, capabilities, shut, urgentOnly, agedFirst);
    }

    /** URGENT jobs and no others, for slots that are taken from those. */
    public ClaimRequest onlyUrgent() {
        return new ClaimRequest(
                worker, token, queues, types, limit, freeSlots, capabilities, shut, true, Optional.empty());
    }

    /** With jobs first that have been due for so long. */
    public ClaimRequest agedFirst(Duration age) {
        return new ClaimRequest(
                worker, token, queues, types, limit, freeSlots, capabilities, shut, urgentOnly, Optional.of(age));
    }

    /** Whether a job that asks this of the flow may go to this worker; its limits are another question. */
    public boolean suits(Flow flow) {
        return capabilities.containsAll(flow.requires())
                && flow.breaker().filter(shut::contains).isEmpty();
    }

    /** Whether jobs of this priority are wanted. */
    public boolean wants(Priority priority) {
        return !urgentOnly || priority == Priority.URGENT;
    }
}

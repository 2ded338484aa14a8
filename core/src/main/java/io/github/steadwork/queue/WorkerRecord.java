package io.github.steadwork.queue;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A worker as it is entered.
 *
 * @param id which life of which worker
 * @param host the machine it runs on
 * @param pid its process
 * @param version the version of the application or the library, for people
 * @param slots how many jobs it runs at a time
 * @param queues the queues it looks into, in order
 * @param capabilities what it can do that others cannot
 * @param state how it is
 * @param since when it entered; set by the backend
 * @param heartbeat when it was last heard of; set by the backend
 */
public record WorkerRecord(
        WorkerId id,
        String host,
        long pid,
        String version,
        int slots,
        List<String> queues,
        Set<String> capabilities,
        WorkerState state,
        Instant since,
        Instant heartbeat) {

    /** Makes the collections immutable. */
    public WorkerRecord {
        queues = List.copyOf(queues);
        capabilities = Set.copyOf(capabilities);
    }

    /** The same worker in this state, entered and last heard of at these instants. */
    public WorkerRecord seen(WorkerState state, Instant since, Instant heartbeat) {
        return new WorkerRecord(id, host, pid, version, slots, queues, capabilities, state, since, heartbeat);
    }
}

package io.github.steadwork.queue;

import java.time.Instant;
import java.util.HashSet;
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
 * @param pools the pools it serves
 * @param capabilities what it can do that others cannot
 * @param tags words to find it by
 * @param state how it is
 * @param vitals how it was at its last heartbeat
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
        Set<String> pools,
        Set<String> capabilities,
        Set<String> tags,
        WorkerState state,
        Vitals vitals,
        Instant since,
        Instant heartbeat) {

    /** What the name of a pool is preceded by where a job requires it. */
    public static final String POOL = "pool:";

    /** What the name of a worker is preceded by where a job may run on no other. */
    public static final String WORKER = "worker:";

    /** Makes the collections immutable. */
    public WorkerRecord {
        queues = List.copyOf(queues);
        pools = Set.copyOf(pools);
        capabilities = Set.copyOf(capabilities);
        tags = Set.copyOf(tags);
    }

    /** A worker in no pool, without tags and figures. */
    public WorkerRecord(
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
        this(
                id,
                host,
                pid,
                version,
                slots,
                queues,
                Set.of(),
                capabilities,
                Set.of(),
                state,
                Vitals.UNKNOWN,
                since,
                heartbeat);
    }

    /** The same worker in this state with these figures, entered and last heard of at these instants. */
    public WorkerRecord seen(WorkerState state, Vitals vitals, Instant since, Instant heartbeat) {
        return new WorkerRecord(
                id, host, pid, version, slots, queues, pools, capabilities, tags, state, vitals, since, heartbeat);
    }

    /** All that it can do and be: its capabilities, its pools, itself. */
    public Set<String> offers() {
        Set<String> offers = new HashSet<>(capabilities);
        pools.forEach(pool -> offers.add(POOL + pool));
        offers.add(WORKER + id.name());
        return offers;
    }

    /**
     * How fit it is for work that requires this, from 0 to 1: {@code 0.3 * (1 - cpu) + 0.3 * (1 - memory) + 0.25 * (1 - load) +
     * 0.1 * capability match + 0.05 * recent success}. What requires nothing, all match.
     */
    public double score(Set<String> requires) {
        Set<String> offers = offers();
        long matching = requires.stream().filter(offers::contains).count();
        return vitals.score(requires.isEmpty() ? 1 : (double) matching / requires.size());
    }
}

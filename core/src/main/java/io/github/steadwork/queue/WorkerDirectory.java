package io.github.steadwork.queue;

import java.util.List;

/** Who works here. A worker's leases live as long as its heartbeat, by the backend's clock. */
public interface WorkerDirectory {

    /** Enters a worker, which counts as its first heartbeat. Entering the same life twice changes only its description. */
    void register(WorkerRecord worker);

    /**
     * Says that a worker is alive, and how it is.
     *
     * @return false if it is not entered any more: it was taken for dead, its leases are lost, and it has to register under a
     *     new incarnation
     */
    boolean heartbeat(WorkerId worker, WorkerState state, Vitals vitals);

    /** As {@link #heartbeat(WorkerId, WorkerState, Vitals)}, of a worker that tells no figures. */
    default boolean heartbeat(WorkerId worker, WorkerState state) {
        return heartbeat(worker, state, Vitals.UNKNOWN);
    }

    /** All workers that are entered. */
    List<WorkerRecord> list();

    /** Strikes a worker out. Leases that it still has may be reclaimed at once. */
    void leave(WorkerId worker);
}

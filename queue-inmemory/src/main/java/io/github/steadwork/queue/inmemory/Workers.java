package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerDirectory;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The workers that are entered, and their last heartbeats. */
final class Workers implements WorkerDirectory {

    private final Gate gate;
    private final Map<WorkerId, WorkerRecord> entered = new LinkedHashMap<>();

    Workers(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void register(WorkerRecord worker) {
        gate.run(now -> {
            WorkerRecord known = entered.get(worker.id());
            Instant since = known == null ? now : known.since();
            Instant heartbeat = known == null ? now : known.heartbeat();
            entered.put(worker.id(), worker.seen(worker.state(), worker.vitals(), since, heartbeat));
        });
    }

    @Override
    public boolean heartbeat(WorkerId worker, WorkerState state, Vitals vitals) {
        return gate.call(now ->
                entered.computeIfPresent(worker, (id, known) -> known.seen(state, vitals, known.since(), now)) != null);
    }

    @Override
    public List<WorkerRecord> list() {
        return gate.call(now -> List.copyOf(entered.values()));
    }

    @Override
    public void leave(WorkerId worker) {
        gate.run(now -> entered.remove(worker));
    }

    /** Whether this worker is entered; called by who has passed the gate. */
    boolean isEntered(WorkerId worker) {
        return entered.containsKey(worker);
    }

    /** Strikes out who was last heard of before this instant; called by who has passed the gate. */
    void strikeOut(Instant before) {
        entered.values().removeIf(worker -> worker.heartbeat().isBefore(before));
    }
}

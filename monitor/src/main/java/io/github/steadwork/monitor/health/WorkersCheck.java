package io.github.steadwork.monitor.health;

import io.github.steadwork.engine.WorkerManager;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.util.List;

/** Whether there are workers that live: DOWN without any, DEGRADED if some say that something is wrong, or all rest. */
record WorkersCheck(WorkerManager workers) implements HealthCheck {

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public Finding look() {
        List<WorkerRecord> alive = workers.list().stream()
                .filter(worker -> worker.slots() > 0 && worker.state() != WorkerState.OFFLINE)
                .toList();
        long wrong = count(alive, WorkerState.ERROR);
        long resting = count(alive, WorkerState.MAINTENANCE);
        String reason = alive.size() + " alive, " + resting + " of them rest, " + wrong + " report an error";
        return Finding.of(alive.isEmpty(), wrong > 0 || resting == alive.size(), reason);
    }

    private static long count(List<WorkerRecord> workers, WorkerState state) {
        return workers.stream().filter(worker -> worker.state() == state).count();
    }
}

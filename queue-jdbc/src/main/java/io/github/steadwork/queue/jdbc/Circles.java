package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds jobs of a batch that would wait for themselves. Only a batch can close a circle: what is stored names nothing new. */
final class Circles {

    private final Map<UUID, JobRow> batch;
    private final Map<UUID, Integer> unresolved = new HashMap<>();
    private final Map<UUID, List<UUID>> children = new HashMap<>();

    Circles(Map<UUID, JobRow> batch) {
        this.batch = batch;
    }

    /** Throws {@link IllegalArgumentException} with the id of a job that waits for itself. */
    void refuse() {
        Deque<UUID> free = new ArrayDeque<>();
        for (JobRow row : batch.values()) {
            if (!awaitsBatch(row)) {
                free.add(row.id);
            }
        }
        for (UUID id = free.poll(); id != null; id = free.poll()) {
            for (UUID child : children.getOrDefault(id, List.of())) {
                if (unresolved.merge(child, -1, Integer::sum) == 0) {
                    unresolved.remove(child);
                    free.add(child);
                }
            }
        }
        for (UUID stuck : unresolved.keySet()) {
            throw new IllegalArgumentException("job " + stuck + " waits for itself, by its parents or their parents");
        }
    }

    private boolean awaitsBatch(JobRow row) {
        int count = 0;
        for (JobId parent : row.parentIds()) {
            if (batch.containsKey(parent.value())) {
                children.computeIfAbsent(parent.value(), unused -> new ArrayList<>())
                        .add(row.id);
                count++;
            }
        }
        if (count > 0) {
            unresolved.put(row.id, count);
        }
        return count > 0;
    }
}

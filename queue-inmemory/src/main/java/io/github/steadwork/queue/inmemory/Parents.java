package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the parents that new jobs name: each is stored or in the same batch, and no job waits for itself. */
final class Parents {

    private final Jobs jobs;
    private final long firstArrival;
    private final Map<Entry, Integer> unresolved = new HashMap<>();
    private final Map<Entry, List<Entry>> children = new HashMap<>();

    private Parents(Jobs jobs, long firstArrival) {
        this.jobs = jobs;
        this.firstArrival = firstArrival;
    }

    /** Throws {@link IllegalArgumentException} with the job's id where one cannot be. */
    static void check(Jobs jobs, @Nullable Entry[] admitted, long firstArrival) {
        boolean namesLater = false;
        for (Entry entry : admitted) {
            if (entry != null && !entry.request.parents().isEmpty()) {
                namesLater |= namesLater(jobs, entry);
            }
        }
        // Who names only earlier jobs cannot close a circle.
        if (namesLater) {
            new Parents(jobs, firstArrival).refuseCircles(admitted);
        }
    }

    private static boolean namesLater(Jobs jobs, Entry entry) {
        boolean later = false;
        for (JobId id : entry.request.parents()) {
            Entry parent = jobs.find(id);
            if (parent == null) {
                throw new IllegalArgumentException("job " + entry.id + " names the parent " + id
                        + ", which is neither stored (any more) nor in the same batch");
            }
            later |= parent.arrival >= entry.arrival;
        }
        return later;
    }

    private void refuseCircles(@Nullable Entry[] admitted) {
        Deque<Entry> free = new ArrayDeque<>();
        for (Entry entry : admitted) {
            if (entry != null && countParentsInBatch(entry) == 0) {
                free.add(entry);
            }
        }
        for (Entry entry = free.poll(); entry != null; entry = free.poll()) {
            for (Entry child : children.getOrDefault(entry, List.of())) {
                if (unresolved.merge(child, -1, Integer::sum) == 0) {
                    unresolved.remove(child);
                    free.add(child);
                }
            }
        }
        for (Entry stuck : unresolved.keySet()) {
            throw new IllegalArgumentException(
                    "job " + stuck.id + " waits for itself, by its parents or their parents");
        }
    }

    private int countParentsInBatch(Entry entry) {
        int count = 0;
        for (JobId id : entry.request.parents()) {
            Entry parent = jobs.find(id);
            if (parent != null && parent.arrival >= firstArrival) {
                children.computeIfAbsent(parent, unused -> new ArrayList<>()).add(entry);
                count++;
            }
        }
        if (count > 0) {
            unresolved.put(entry, count);
        }
        return count;
    }
}

package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The RUNNING jobs by the worker that has them. */
final class Leases {

    private final Map<WorkerId, EntryList> byWorker = new HashMap<>();

    void add(Entry entry) {
        WorkerId worker = entry.worker;
        if (worker != null) {
            byWorker.computeIfAbsent(worker, unused -> new EntryList()).append(entry);
        }
    }

    List<Lease> of(WorkerId worker) {
        List<Lease> leases = new ArrayList<>();
        EntryList held = byWorker.getOrDefault(worker, new EntryList());
        for (Entry entry = held.first(); entry != null; entry = entry.next) {
            leases.add(new Lease(entry.id, entry.token));
        }
        return leases;
    }

    /** Up to so many jobs of workers of whom this is not true. */
    List<Entry> heldByOthersThan(Predicate<WorkerId> alive, int limit) {
        byWorker.values().removeIf(EntryList::isEmpty);
        List<Entry> orphans = new ArrayList<>();
        byWorker.forEach((worker, held) -> {
            if (!alive.test(worker)) {
                addUpTo(limit, held, orphans);
            }
        });
        return orphans;
    }

    private static void addUpTo(int limit, EntryList held, List<Entry> entries) {
        for (Entry entry = held.first(); entry != null && entries.size() < limit; entry = entry.next) {
            entries.add(entry);
        }
    }
}

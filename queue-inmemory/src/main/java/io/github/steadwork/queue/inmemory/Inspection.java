package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.QueueStatistics;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads jobs. A search goes through all of them, but passes the gate anew for each few thousand, so that nobody who works is
 * held up for long.
 */
final class Inspection implements JobInspector {

    private static final int STRETCH = 4_096;
    private static final Comparator<JobRecord> OLDEST_FIRST = Comparator.comparing(JobRecord::id);

    private final Gate gate;
    private final Jobs jobs;

    Inspection(Gate gate, Jobs jobs) {
        this.gate = gate;
        this.jobs = jobs;
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return gate.call(now -> Optional.ofNullable(jobs.find(id)).map(Entry::record));
    }

    @Override
    public List<JobRecord> findAll(Collection<JobId> ids) {
        return gate.call(now -> {
            List<JobRecord> found = new ArrayList<>();
            for (JobId id : ids) {
                Optional.ofNullable(jobs.find(id)).map(Entry::record).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public List<JobRecord> list(JobFilter which, Optional<JobId> olderThan, int limit) {
        PriorityQueue<JobRecord> newest = new PriorityQueue<>(OLDEST_FIRST);
        search(which, entry -> {
            boolean older = olderThan.isEmpty() || entry.id.compareTo(olderThan.get()) < 0;
            boolean full = newest.size() >= limit;
            if (older && full && isNewerThan(newest.peek(), entry)) {
                newest.remove();
                newest.add(entry.record());
            } else if (older && !full) {
                newest.add(entry.record());
            }
        });
        List<JobRecord> page = new ArrayList<>(newest);
        page.sort(OLDEST_FIRST.reversed());
        return page;
    }

    @Override
    public long count(JobFilter which) {
        long[] count = new long[1];
        search(which, entry -> count[0]++);
        return count[0];
    }

    @Override
    public List<AttemptRecord> attempts(JobId id) {
        return gate.call(
                now -> Optional.ofNullable(jobs.find(id)).map(Entry::attempts).orElse(List.of()));
    }

    @Override
    public List<QueueDepth> depths() {
        return gate.call(jobs::depths);
    }

    @Override
    public List<QueueStatistics> statistics(Duration window) {
        return gate.call(now -> Recent.of(jobs.history(), now.minus(window)).statistics(now));
    }

    @Override
    public List<Lease> leases(WorkerId worker) {
        return gate.call(now -> jobs.leases().of(worker));
    }

    private static boolean isNewerThan(@Nullable JobRecord oldest, Entry entry) {
        return oldest != null && entry.id.compareTo(oldest.id()) > 0;
    }

    private void search(JobFilter which, Consumer<Entry> found) {
        Entry[] all = gate.call(now -> jobs.candidates(which).toArray(Entry[]::new));
        for (int from = 0; from < all.length; from += STRETCH) {
            int start = from;
            int end = Math.min(from + STRETCH, all.length);
            gate.run(now -> {
                for (int i = start; i < end; i++) {
                    Entry entry = all[i];
                    if (entry.isMeant(which)) {
                        found.accept(entry);
                    }
                }
            });
        }
    }
}

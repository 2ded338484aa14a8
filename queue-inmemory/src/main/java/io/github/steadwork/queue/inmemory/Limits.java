package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Limit;
import io.github.steadwork.queue.TokenBucket;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is counted of limited jobs, by gate: leases, tokens, and who is unfinished where one too many is not just to wait. */
final class Limits {

    private final Map<String, Integer> leases = new HashMap<>();
    private final Map<String, Filled> buckets = new HashMap<>();
    private final Map<String, Set<Entry>> unfinished = new HashMap<>();

    /** A bucket, and the limit that fills it. */
    private record Filled(TokenBucket bucket, Limit limit) {}

    private static String gate(Entry entry, Limit limit, @Nullable WorkerId worker) {
        String gate = limit.gate(entry.request.type(), entry.request.queue());
        return limit.perWorker() ? gate + " on " + worker : gate;
    }

    private static List<Limit> limits(Entry entry) {
        return entry.request.flow().limits();
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private TokenBucket bucket(String gate, Limit limit, Instant now) {
        Filled known = buckets.get(gate);
        return known == null ? TokenBucket.full(limit, micros(now)) : known.bucket.at(micros(now), limit);
    }

    /** Whether all its limits have a place for a job. */
    boolean admit(Entry entry, WorkerId worker, Instant now) {
        for (Limit limit : limits(entry)) {
            String gate = gate(entry, limit, worker);
            boolean full = limit.window().isPresent()
                    ? bucket(gate, limit, now).whole() < 1
                    : leases.getOrDefault(gate, 0) >= limit.atMost();
            if (full) {
                return false;
            }
        }
        return true;
    }

    /** How long a job that was not admitted has to wait for tokens at least; null if it is not for want of those. */
    @Nullable
    Duration untilToken(Entry entry, WorkerId worker, Instant now) {
        Duration longest = null;
        for (Limit limit : limits(entry)) {
            if (limit.window().isPresent()) {
                Duration wait = bucket(gate(entry, limit, worker), limit, now).untilNext(limit);
                longest = longest == null || wait.compareTo(longest) > 0 ? wait : longest;
            }
        }
        return longest == null || longest.isZero() ? null : longest;
    }

    /** The job is leased to this worker. */
    void took(Entry entry, WorkerId worker, Instant now) {
        for (Limit limit : limits(entry)) {
            String gate = gate(entry, limit, worker);
            if (limit.window().isPresent()) {
                buckets.put(gate, new Filled(bucket(gate, limit, now).minus(1), limit));
            } else {
                leases.merge(gate, 1, Integer::sum);
            }
        }
    }

    /** The job's lease has ended. */
    void letGo(Entry entry, WorkerId worker) {
        for (Limit limit : limits(entry)) {
            if (limit.window().isEmpty()) {
                leases.computeIfPresent(gate(entry, limit, worker), (gate, held) -> held == 1 ? null : held - 1);
            }
        }
    }

    /** The job's attempt had not started: its tokens come back. */
    void handBack(Entry entry, WorkerId worker, Instant now) {
        for (Limit limit : limits(entry)) {
            if (limit.window().isPresent()) {
                String gate = gate(entry, limit, worker);
                buckets.put(gate, new Filled(bucket(gate, limit, now).minus(-1), limit));
            }
        }
    }

    /** The job has come to this state. */
    void moved(Entry entry, JobState state) {
        for (Limit limit : limits(entry)) {
            switch (limit.whenFull()) {
                case WAIT -> {}
                case DROP, REPLACE_QUEUED, CANCEL_RUNNING -> note(entry, gate(entry, limit, null), state);
            }
        }
    }

    private void note(Entry entry, String gate, JobState state) {
        if (!state.isFinal()) {
            unfinished.computeIfAbsent(gate, unused -> new LinkedHashSet<>()).add(entry);
        } else {
            unfinished.computeIfPresent(gate, (key, there) -> {
                there.remove(entry);
                return there.isEmpty() ? null : there;
            });
        }
    }

    /** The job has ended, or is about to be changed. */
    void forget(Entry entry) {
        moved(entry, JobState.CANCELLED);
    }

    /** Those that are in the way of one more job with this limit, oldest first; none if there is a place. */
    List<Entry> inTheWay(Entry newer, Limit limit) {
        Set<Entry> there = unfinished.getOrDefault(gate(newer, limit, null), Set.of());
        if (there.size() < limit.atMost()) {
            return List.of();
        }
        List<Entry> all = new ArrayList<>(there);
        all.sort(Comparator.comparingLong(entry -> entry.arrival));
        return all;
    }

    /** Forgets full buckets, which are as good as none. */
    void forgetFull(Instant now) {
        buckets.values()
                .removeIf(known -> known.bucket.at(micros(now), known.limit).whole() >= known.limit.atMost());
    }
}

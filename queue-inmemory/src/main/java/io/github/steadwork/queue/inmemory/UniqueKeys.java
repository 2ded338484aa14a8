package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.UniqueRule;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stored jobs that have a unique key, by state and arrival: a rule asks for states, and where the newest job of a state is
 * too old to stand in the way, all others are.
 */
final class UniqueKeys {

    private static final Comparator<Entry> BY_ARRIVAL = Comparator.comparingLong(entry -> entry.arrival);

    private final Map<Key, Map<JobState, SortedSet<Entry>>> holders = new HashMap<>();

    /** The newest other job that stands in the way of this one; null if there is none. */
    @Nullable
    Entry conflict(Entry entry, Instant now) {
        if (entry.request.unique().isEmpty() || holders.isEmpty()) {
            return null;
        }
        UniqueRule rule = entry.request.unique().get();
        Key key = key(entry);
        Entry newest = null;
        for (Map.Entry<JobState, SortedSet<Entry>> holder :
                holders.getOrDefault(key, Map.of()).entrySet()) {
            Entry candidate = rule.scope().contains(holder.getKey()) ? newestBut(entry, holder.getValue()) : null;
            if (candidate != null
                    && isWithin(rule, candidate, now)
                    && (newest == null || newest.arrival < candidate.arrival)) {
                newest = candidate;
            }
        }
        return newest;
    }

    private static @Nullable Entry newestBut(Entry self, SortedSet<Entry> entries) {
        SortedSet<Entry> others = entries.last() == self ? entries.headSet(self) : entries;
        return others.isEmpty() ? null : others.last();
    }

    /** Whether the window of an ended job's own rule is still open, so that it must be remembered. */
    boolean isStillNeeded(Entry entry, Instant now) {
        Optional<UniqueRule> rule = entry.request.unique();
        return rule.isPresent()
                && rule.get().window().isPresent()
                && rule.get().scope().contains(entry.state)
                && isWithin(rule.get(), entry, now);
    }

    void add(Entry entry) {
        if (entry.request.unique().isPresent()) {
            enter(key(entry), entry, entry.state);
        }
    }

    /** Called before the entry's state changes. */
    void move(Entry entry, JobState next) {
        if (entry.request.unique().isPresent()) {
            Key key = key(entry);
            leave(key, entry);
            enter(key, entry, next);
        }
    }

    void forget(Entry entry) {
        if (entry.request.unique().isPresent()) {
            leave(key(entry), entry);
        }
    }

    private static Key key(Entry entry) {
        return new Key(
                entry.request.type(), entry.request.unique().orElseThrow().key());
    }

    private void enter(Key key, Entry entry, JobState state) {
        holders.computeIfAbsent(key, unused -> new EnumMap<>(JobState.class))
                .computeIfAbsent(state, unused -> new TreeSet<>(BY_ARRIVAL))
                .add(entry);
    }

    private void leave(Key key, Entry entry) {
        Map<JobState, SortedSet<Entry>> byState = holders.get(key);
        SortedSet<Entry> same = byState == null ? null : byState.get(entry.state);
        if (byState == null || same == null) {
            return;
        }
        same.remove(entry);
        if (same.isEmpty()) {
            byState.remove(entry.state);
        }
        if (byState.isEmpty()) {
            holders.remove(key);
        }
    }

    private static boolean isWithin(UniqueRule rule, Entry entry, Instant now) {
        return rule.window().isEmpty()
                || entry.createdAt.plus(rule.window().get()).isAfter(now);
    }

    private record Key(String type, String key) {}
}

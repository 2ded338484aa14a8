package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One queue: its due jobs by priority, its delayed jobs by due time, and how many of its jobs stand where. */
final class QueueRoom {

    private static final List<Priority> PRIORITIES = List.of(Priority.values());

    final String name;

    private final Map<Priority, ReadyJobs> ready = new EnumMap<>(Priority.class);
    private final Map<Priority, Turns> turns = new EnumMap<>(Priority.class);
    private final EntryHeap delayed = new EntryHeap();
    private final Tally<JobState> byState = new Tally<>(JobState.class);
    private final Tally<Priority> queuedByPriority = new Tally<>(Priority.class);
    private long total;

    QueueRoom(String name) {
        this.name = name;
    }

    /** Gives a QUEUED job its place. Whether a worker that waits for work should look again. */
    boolean place(Entry entry, Instant now) {
        if (entry.isDue(now)) {
            placeReady(entry);
            return true;
        }
        delayed.add(entry);
        return delayed.first() == entry;
    }

    void claim(Claiming claim) {
        letInWhatIsDue(claim.now());
        for (Priority priority : PRIORITIES) {
            claim(priority, claim);
        }
    }

    /** The lowest priority first. */
    void claimAged(Claiming claim) {
        letInWhatIsDue(claim.now());
        for (int i = PRIORITIES.size() - 1; i >= 0; i--) {
            claim(PRIORITIES.get(i), claim);
        }
    }

    private void claim(Priority priority, Claiming claim) {
        if (!claim.wants(priority)) {
            return;
        }
        ReadyJobs jobs = ready.get(priority);
        Turns lanes = turns.get(priority);
        if (lanes != null && !lanes.isEmpty()) {
            int half = claim.left() + (claim.prefersLanes() ? 1 : 0);
            claim.upTo(half / 2, () -> lanes.claim(claim));
        }
        if (jobs != null && !claim.isFull()) {
            jobs.claim(claim);
        }
        if (lanes != null && !claim.isFull()) {
            lanes.claim(claim);
        }
    }

    private void letInWhatIsDue(Instant now) {
        for (Entry first = delayed.first(); first != null && first.isDue(now); first = delayed.first()) {
            delayed.remove(first);
            placeReady(first);
        }
    }

    private void placeReady(Entry entry) {
        Priority priority = entry.request.priority();
        if (entry.request.flow().none()) {
            ready.computeIfAbsent(priority, unused -> new ReadyJobs()).add(entry);
        } else {
            turns.computeIfAbsent(priority, unused -> new Turns()).add(entry);
        }
    }

    /** When the next delayed job becomes due; null if there is none. */
    @Nullable
    Instant nextDue() {
        Entry first = delayed.first();
        return first == null ? null : first.runAt;
    }

    void count(Entry entry, int change) {
        total += change;
        byState.add(entry.state, change);
        if (entry.state == JobState.QUEUED) {
            queuedByPriority.add(entry.request.priority(), change);
        }
    }

    long unfinished() {
        return byState.of(JobState.WAITING) + byState.of(JobState.QUEUED) + byState.of(JobState.RUNNING);
    }

    boolean isEmpty() {
        return total == 0;
    }

    QueueDepth depth(Instant now) {
        letInWhatIsDue(now);
        return new QueueDepth(name, byState.present(), queuedByPriority.present(), oldestDue(now));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }

    private Optional<Duration> oldestDue(Instant now) {
        Instant oldest = null;
        for (Priority priority : PRIORITIES) {
            ReadyJobs jobs = ready.get(priority);
            Turns lanes = turns.get(priority);
            oldest = earlier(oldest, jobs == null ? null : jobs.oldest());
            oldest = earlier(oldest, lanes == null ? null : lanes.oldest());
        }
        return oldest == null ? Optional.empty() : Optional.of(Duration.between(oldest, now));
    }
}

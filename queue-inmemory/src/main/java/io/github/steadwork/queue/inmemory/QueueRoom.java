package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.QueueDepth;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One queue: its due jobs by priority, its delayed jobs by due time, and how many of its jobs stand where. */
final class QueueRoom {

    final String name;

    private final Map<Priority, ReadyJobs> ready = new EnumMap<>(Priority.class);
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
        for (ReadyJobs jobs : ready.values()) {
            if (claim.isFull()) {
                return;
            }
            jobs.claim(claim);
        }
    }

    private void letInWhatIsDue(Instant now) {
        for (Entry first = delayed.first(); first != null && first.isDue(now); first = delayed.first()) {
            delayed.remove(first);
            placeReady(first);
        }
    }

    private void placeReady(Entry entry) {
        ready.computeIfAbsent(entry.request.priority(), unused -> new ReadyJobs())
                .add(entry);
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

    private Optional<Duration> oldestDue(Instant now) {
        Instant oldest = null;
        for (ReadyJobs jobs : ready.values()) {
            Instant first = jobs.oldest();
            if (first != null && (oldest == null || first.isBefore(oldest))) {
                oldest = first;
            }
        }
        return oldest == null ? Optional.empty() : Optional.of(Duration.between(oldest, now));
    }
}

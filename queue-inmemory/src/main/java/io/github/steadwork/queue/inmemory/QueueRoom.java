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

    private static final JobState[] STATES = JobState.values();
    private static final Priority[] PRIORITIES = Priority.values();

    final String name;

    private final ReadyJobs[] ready = new ReadyJobs[PRIORITIES.length];
    private final EntryHeap delayed = new EntryHeap();
    private final long[] byState = new long[STATES.length];
    private final long[] queuedByPriority = new long[PRIORITIES.length];
    private long total;

    QueueRoom(String name) {
        this.name = name;
        for (int i = 0; i < ready.length; i++) {
            ready[i] = new ReadyJobs();
        }
    }

    /** Gives a QUEUED job its place. Whether a worker that waits for work should look again. */
    boolean place(Entry entry, Instant now) {
        if (entry.isDue(now)) {
            ready[entry.request.priority().ordinal()].add(entry);
            return true;
        }
        delayed.add(entry);
        return delayed.first() == entry;
    }

    void claim(Claiming claim) {
        letInWhatIsDue(claim.now());
        for (ReadyJobs jobs : ready) {
            if (claim.isFull()) {
                return;
            }
            jobs.claim(claim);
        }
    }

    private void letInWhatIsDue(Instant now) {
        for (Entry first = delayed.first(); first != null && first.isDue(now); first = delayed.first()) {
            delayed.remove(first);
            ready[first.request.priority().ordinal()].add(first);
        }
    }

    /** When the next delayed job becomes due; null if there is none. */
    @Nullable
    Instant nextDue() {
        Entry first = delayed.first();
        return first == null ? null : first.runAt;
    }

    void count(Entry entry, int change) {
        byState[entry.state.ordinal()] += change;
        total += change;
        if (entry.state == JobState.QUEUED) {
            queuedByPriority[entry.request.priority().ordinal()] += change;
        }
    }

    long unfinished() {
        return byState[JobState.WAITING.ordinal()]
                + byState[JobState.QUEUED.ordinal()]
                + byState[JobState.RUNNING.ordinal()];
    }

    boolean isEmpty() {
        return total == 0;
    }

    QueueDepth depth(Instant now) {
        letInWhatIsDue(now);
        Map<JobState, Long> states = new EnumMap<>(JobState.class);
        for (JobState state : STATES) {
            if (byState[state.ordinal()] > 0) {
                states.put(state, byState[state.ordinal()]);
            }
        }
        Map<Priority, Long> priorities = new EnumMap<>(Priority.class);
        for (Priority priority : PRIORITIES) {
            if (queuedByPriority[priority.ordinal()] > 0) {
                priorities.put(priority, queuedByPriority[priority.ordinal()]);
            }
        }
        return new QueueDepth(name, states, priorities, oldestDue(now));
    }

    private Optional<Duration> oldestDue(Instant now) {
        Instant oldest = null;
        for (ReadyJobs jobs : ready) {
            Instant first = jobs.oldest();
            if (first != null && (oldest == null || first.isBefore(oldest))) {
                oldest = first;
            }
        }
        return oldest == null ? Optional.empty() : Optional.of(Duration.between(oldest, now));
    }
}

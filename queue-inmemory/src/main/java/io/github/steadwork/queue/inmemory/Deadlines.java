package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobState;
import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The jobs that have not started and have to by some time, by that time. */
final class Deadlines {

    private final TreeSet<Entry> pending =
            new TreeSet<>(Comparator.comparing(Deadlines::of).thenComparingLong(entry -> entry.arrival));

    private static Instant of(Entry entry) {
        return entry.startBy == null ? Instant.MAX : entry.startBy;
    }

    /** The job has come to its state. */
    void moved(Entry entry) {
        if (entry.startBy == null) {
            return;
        }
        boolean mayExpire = entry.attempt == 0 && (entry.state == JobState.WAITING || entry.state == JobState.QUEUED);
        if (mayExpire) {
            pending.add(entry);
        } else {
            pending.remove(entry);
        }
    }

    /** A job whose time is over; null if there is none. */
    @Nullable
    Entry expired(Instant now) {
        Entry first = pending.isEmpty() ? null : pending.first();
        return first != null && isOver(first, now) ? first : null;
    }

    /** Whether a job that has not started may not any more. */
    static boolean isOver(Entry entry, Instant now) {
        return entry.attempt == 0 && entry.startBy != null && entry.startBy.isBefore(now);
    }
}

package io.github.steadwork.queue.inmemory;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job in memory: mutable, and touched under the queue's lock only. It stands in at most one {@link Place} at a time, which
 * is why it can carry the links of that place itself.
 */
final class Entry {

    private static final int ATTEMPTS_KEPT = 50;

    final JobId id;
    final int hash;
    final long arrival;
    final Instant createdAt;

    StoredRequest request;
    QueueRoom room;
    JobState state;
    Instant runAt;

    @Nullable
    Instant finishedAt;

    /** When it has to have started; null for any time. */
    @Nullable
    Instant startBy;

    int attempt;
    int retriesUsed;
    int crashes;
    int snoozes;

    @Nullable
    WorkerId worker;

    long token;

    /** Whether it has ended by a settle under this token, rather than because somebody took it away from its worker. */
    boolean settled;

    @Nullable
    Instant claimedAt;

    /** How long it had been due when it was claimed last. */
    long waitedMillis;

    @Nullable
    String cancelReason;

    /** Whether a worker has died with it in its hands, so that it may have been the cause. */
    boolean suspect;

    /** Whether the current lease is known to have been started. */
    boolean started;

    @Nullable
    ErrorInfo error;

    Payload result = Payload.NOTHING;
    Payload checkpoint = Payload.NOTHING;
    Progress progress = Progress.NONE;
    private List<AttemptRecord> earlierAttempts = List.of();
    private @Nullable AttemptRecord lastAttempt;

    /** Where it stands; the links below belong to that place. */
    @Nullable
    Place place;

    @Nullable
    Entry previous;

    @Nullable
    Entry next;

    int heapIndex;

    /** The jobs that are WAITING for this one. */
    Set<Entry> waiters = Set.of();

    /** How many unfinished jobs name this one as a parent, whether they still wait for it or not. */
    int neededBy;

    /** The jobs that it is WAITING for. */
    List<Entry> awaited = List.of();

    /** How many of them have not ended. */
    int unfinishedAwaited;

    /** Whether it waits for children, so that its parent policy does not matter. */
    boolean waitsForChildren;

    /** Whether {@link Dependencies} has already noted that it may move. */
    boolean noted;

    Entry(StoredRequest request, long arrival, QueueRoom room, Instant now) {
        this.id = request.id();
        this.hash = EntryIndex.hash(id);
        this.request = request;
        this.arrival = arrival;
        this.room = room;
        this.createdAt = now;
        this.runAt = request.due().from(now);
        this.startBy = request.flow().startBy().map(due -> due.from(now)).orElse(null);
        this.state = request.parents().isEmpty() ? JobState.QUEUED : JobState.WAITING;
    }

    boolean isMeant(JobFilter which) {
        return which.matches(request, state, createdAt, Optional.ofNullable(error));
    }

    /** Whether it goes first among jobs of one queue and priority: by due time, then by arrival. */
    boolean isBefore(Entry other) {
        int order = runAt.compareTo(other.runAt);
        return order != 0 ? order < 0 : arrival < other.arrival;
    }

    boolean isDue(Instant now) {
        return runAt.compareTo(now) <= 0;
    }

    void forgetProgress() {
        checkpoint = Payload.NOTHING;
        progress = Progress.NONE;
    }

    void leavePlace() {
        if (place != null) {
            place.remove(this);
        }
    }

    /** Whether it was not among them yet. */
    boolean addWaiter(Entry waiter) {
        if (waiters.isEmpty()) {
            waiters = new LinkedHashSet<>();
        }
        return waiters.add(waiter);
    }

    void addAttempt(AttemptRecord ended) {
        if (lastAttempt != null) {
            List<AttemptRecord> all = attempts();
            earlierAttempts = all.subList(Math.max(0, all.size() + 1 - ATTEMPTS_KEPT), all.size());
        }
        lastAttempt = ended;
    }

    List<AttemptRecord> attempts() {
        if (lastAttempt == null) {
            return List.of();
        }
        List<AttemptRecord> all = new ArrayList<>(earlierAttempts);
        all.add(lastAttempt);
        return List.copyOf(all);
    }

    /** How long its last attempt waited from when it was due to when it was claimed; empty if there was none. */
    Optional<Duration> waited() {
        return attempt == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(waitedMillis));
    }

    JobRecord record() {
        return new JobRecord(
                request,
                state,
                runAt,
                new JobRecord.Counters(attempt, retriesUsed, crashes, snoozes),
                createdAt,
                Optional.ofNullable(finishedAt),
                holder(),
                Optional.ofNullable(error),
                result,
                checkpoint,
                progress);
    }

    private Optional<JobRecord.Holder> holder() {
        if (worker == null || claimedAt == null) {
            return Optional.empty();
        }
        return Optional.of(new JobRecord.Holder(worker, token, claimedAt, Optional.ofNullable(cancelReason)));
    }
}

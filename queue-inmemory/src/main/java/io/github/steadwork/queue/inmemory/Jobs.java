package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All jobs and where they stand. Every move of a job is made here, so that places, counts and ties never disagree. */
final class Jobs {

    private final EntryIndex index = new EntryIndex();
    private final Map<String, QueueRoom> rooms = new HashMap<>();
    private final Dependencies dependencies = new Dependencies(index);
    private final UniqueKeys uniqueKeys = new UniqueKeys();
    private final Leases leases = new Leases();
    private final Limits limits = new Limits();
    private final Deadlines deadlines = new Deadlines();
    private final EntryList waiting = new EntryList();
    private final History history;
    private long arrivals;
    private boolean workArrived;

    Jobs(History history) {
        this.history = history;
    }

    Dependencies dependencies() {
        return dependencies;
    }

    UniqueKeys uniqueKeys() {
        return uniqueKeys;
    }

    Leases leases() {
        return leases;
    }

    Limits limits() {
        return limits;
    }

    History history() {
        return history;
    }

    @Nullable
    Entry find(JobId id) {
        return index.get(id);
    }

    /** Those among whom all that are meant must be. */
    Collection<Entry> candidates(JobFilter which) {
        if (which.ids().isEmpty()) {
            return index.all();
        }
        List<Entry> found = new ArrayList<>();
        for (JobId id : which.ids()) {
            Entry entry = index.get(id);
            if (entry != null) {
                found.add(entry);
            }
        }
        return found;
    }

    @Nullable
    QueueRoom roomIfAny(String queue) {
        return rooms.get(queue);
    }

    List<QueueDepth> depths(Instant now) {
        // Those of a batch that was refused may never have held anything.
        rooms.values().removeIf(QueueRoom::isEmpty);
        List<QueueDepth> depths = new ArrayList<>();
        for (QueueRoom room : rooms.values()) {
            depths.add(room.depth(now));
        }
        return depths;
    }

    /** Whether work became claimable since the last call. */
    boolean takeWorkArrived() {
        boolean arrived = workArrived;
        workArrived = false;
        return arrived;
    }

    /** The number that the next new job will get; greater ones are newer. */
    long nextArrival() {
        return arrivals;
    }

    /** Gives a new job its identity; it stands nowhere until it is {@linkplain #store stored}. Null if the id is taken. */
    @Nullable
    Entry admit(StoredRequest request, Instant now) {
        if (index.get(request.id()) != null) {
            return null;
        }
        Entry entry = new Entry(request, arrivals++, room(request.queue()), now);
        index.add(entry);
        return entry;
    }

    /** Takes back what {@link #admit} did. */
    void withdraw(Entry entry) {
        index.remove(entry);
    }

    /** Gives an admitted job its place: QUEUED, or WAITING where it has to. */
    void store(Entry entry, Instant now) {
        dependencies.stored(entry);
        JobState first = dependencies.awaitParents(entry) ? JobState.WAITING : JobState.QUEUED;
        uniqueKeys.move(entry, first);
        entry.state = first;
        limits.moved(entry, first);
        deadlines.moved(entry);
        entry.room.count(entry, 1);
        if (entry.state == JobState.WAITING) {
            waiting.append(entry);
        } else {
            place(entry, now);
        }
    }

    void toQueued(Entry entry, Instant now) {
        boolean redriven = entry.state.isFinal();
        leave(entry, JobState.QUEUED);
        enter(entry, JobState.QUEUED);
        if (redriven) {
            entry.finishedAt = null;
            dependencies.cameBack(entry);
        }
        place(entry, now);
    }

    void toRunning(Entry entry, WorkerId worker, long token, Instant now) {
        leave(entry, JobState.RUNNING);
        enter(entry, JobState.RUNNING);
        entry.worker = worker;
        entry.token = token;
        entry.claimedAt = now;
        entry.waitedMillis = now.toEpochMilli() - entry.runAt.toEpochMilli();
        limits.took(entry, worker, now);
        leases.add(entry);
    }

    void toWaiting(Entry entry, List<JobId> children) {
        leave(entry, JobState.WAITING);
        enter(entry, JobState.WAITING);
        dependencies.awaitChildren(entry, children);
        waiting.append(entry);
    }

    /** A redriven job waits for its parents again. */
    void toWaitingAgain(Entry entry) {
        leave(entry, JobState.WAITING);
        enter(entry, JobState.WAITING);
        entry.finishedAt = null;
        dependencies.cameBack(entry);
        dependencies.awaitAgain(entry);
        waiting.append(entry);
    }

    void toEnded(Entry entry, JobState end, Instant now) {
        leave(entry, end);
        enter(entry, end);
        entry.finishedAt = now;
        dependencies.ended(entry);
        history.add(entry);
        history.trim(this, now);
    }

    /** Ends a job that has not started by its deadline. */
    void expire(Entry entry, Instant now) {
        entry.error = ErrorInfo.of("expired", "not started by " + entry.startBy, ErrorKind.PERMANENT);
        toEnded(entry, JobState.CANCELLED, now);
    }

    /** A job that has not started by its deadline; null if there is none. */
    @Nullable
    Entry expired(Instant now) {
        return deadlines.expired(now);
    }

    /** Puts a WAITING or QUEUED job that has been changed to its new place. */
    void replace(Entry entry, StoredRequest request, Instant runAt, Instant now) {
        if (entry.state == JobState.QUEUED) {
            entry.leavePlace();
        }
        entry.room.count(entry, -1);
        QueueRoom before = entry.room;
        limits.forget(entry);
        entry.request = request;
        limits.moved(entry, entry.state);
        entry.runAt = runAt;
        entry.room = room(request.queue());
        entry.room.count(entry, 1);
        if (entry.state == JobState.QUEUED) {
            place(entry, now);
        }
        dropIfEmpty(before);
    }

    /** Deletes a job that has ended. */
    void forget(Entry entry) {
        entry.leavePlace();
        entry.room.count(entry, -1);
        uniqueKeys.forget(entry);
        index.remove(entry);
        dropIfEmpty(entry.room);
    }

    private void leave(Entry entry, JobState next) {
        if (!entry.state.canBecome(next)) {
            throw new IllegalStateException("job " + entry.id + " is " + entry.state + " and cannot become " + next);
        }
        if (entry.state == JobState.WAITING) {
            dependencies.stopWaiting(entry);
        }
        if (entry.state == JobState.RUNNING && entry.worker != null) {
            limits.letGo(entry, entry.worker);
            workArrived |= !entry.request.flow().limits().isEmpty();
        }
        entry.leavePlace();
        entry.room.count(entry, -1);
        entry.settled = false;
        entry.worker = null;
        entry.claimedAt = null;
        entry.cancelReason = null;
    }

    private void enter(Entry entry, JobState next) {
        uniqueKeys.move(entry, next);
        entry.state = next;
        limits.moved(entry, next);
        deadlines.moved(entry);
        entry.room.count(entry, 1);
    }

    private void place(Entry entry, Instant now) {
        workArrived |= entry.room.place(entry, now);
    }

    private QueueRoom room(String queue) {
        QueueRoom room = rooms.get(queue);
        if (room == null) {
            room = new QueueRoom(queue);
            rooms.put(queue, room);
        }
        return room;
    }

    private void dropIfEmpty(QueueRoom room) {
        if (room.isEmpty()) {
            rooms.remove(room.name);
        }
    }
}

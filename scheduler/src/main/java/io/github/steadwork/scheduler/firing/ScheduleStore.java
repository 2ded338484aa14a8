package io.github.steadwork.scheduler.firing;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** Reads and changes single schedules, each change at the version that was read, and again if somebody else was quicker. */
final class ScheduleStore {

    private static final int MOST_TRIES = 1_000;
    private static final long LONGEST_GIVE_WAY_NANOS = 2_000_000;

    private final QueueBackend backend;

    ScheduleStore(QueueBackend backend) {
        this.backend = backend;
    }

    /** What a change comes to: what the schedule will be, and jobs that are stored with that. */
    record Change(StoredSchedule after, List<StoredRequest> jobs) {

        static Change of(StoredSchedule after) {
            return new Change(after, List.of());
        }
    }

    Instant now() {
        return backend.documents().now();
    }

    Optional<StoredSchedule> find(String name) {
        return document(name).map(document -> ScheduleJson.read(document.json()));
    }

    private Optional<Document> document(String name) {
        return backend.documents().get(StoredSchedule.NAMESPACE, name);
    }

    List<Document> list(String afterName, int limit) {
        return backend.documents().list(StoredSchedule.NAMESPACE, afterName, limit);
    }

    /** Whether there was none of this name. */
    boolean create(String name, StoredSchedule schedule) {
        return backend.documents().apply(List.of(schedule.put(name, 0)));
    }

    /** Whether there was one. */
    boolean delete(String name) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Document> document = document(name);
            if (document.isEmpty()) {
                return false;
            }
            DocumentChange delete = new DocumentChange.Delete(
                    StoredSchedule.NAMESPACE, name, document.get().version());
            if (backend.documents().apply(List.of(delete))) {
                return true;
            }
            giveWay();
        }
        throw tooManyTries(name);
    }

    /**
     * Changes a schedule.
     *
     * @return what was done
     * @throws IllegalArgumentException if there is none of this name
     */
    Change change(String name, BiFunction<StoredSchedule, Instant, Change> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Document document = document(name).orElseThrow(() -> unknown(name));
            StoredSchedule before = ScheduleJson.read(document.json());
            Change wanted = change.apply(before, now());
            if (wanted.after.equals(before) && wanted.jobs.isEmpty()) {
                return wanted;
            }
            if (store(new EnqueueBatch(wanted.jobs, List.of(wanted.after.put(name, document.version())), false))) {
                return wanted;
            }
            giveWay();
        }
        throw tooManyTries(name);
    }

    /** Where the reply is lost, the jobs tell whether it was stored; without jobs, the version does. */
    private boolean store(EnqueueBatch batch) {
        try {
            return backend.enqueue(batch).accepted();
        } catch (JobQueueException lost) {
            if (batch.jobs().isEmpty()) {
                throw lost;
            }
            return backend.enqueue(batch.again()).accepted();
        }
    }

    private static void giveWay() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_GIVE_WAY_NANOS));
    }

    static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("there is no schedule '" + name + "'");
    }

    private static IllegalStateException tooManyTries(String name) {
        return new IllegalStateException(
                "schedule '" + name + "' was changed by others each of the " + MOST_TRIES + " times that it was tried");
    }
}

package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/** Reads and changes the document of an orchestrator, each change at the version that was read, and tells what has moved. */
final class BoardStore {

    private static final int MOST_TRIES = 1_000;
    private static final long LONGEST_GIVE_WAY_NANOS = 5_000_000;

    private final QueueBackend backend;
    private final String key;
    private final JobListener listener;

    BoardStore(QueueBackend backend, String key, JobListener listener) {
        this.backend = backend;
        this.key = key;
        this.listener = listener;
    }

    /** A board as it was read. */
    record Read(Board board, long version) {}

    Read read() {
        Optional<Document> document = backend.documents().get(Board.NAMESPACE, key);
        return new Read(
                document.map(stored -> Board.read(stored.json())).orElse(Board.EMPTY),
                document.map(Document::version).orElse(0L));
    }

    Instant now() {
        return backend.documents().now();
    }

    /** Whether nobody else was quicker; what has moved is told then. */
    boolean write(Read before, Board after, List<StoredRequest> jobs) {
        if (after.equals(before.board)) {
            return true;
        }
        if (!backend.enqueue(new EnqueueBatch(jobs, List.of(after.put(key, before.version)), false))
                .accepted()) {
            return false;
        }
        jobs.forEach(job -> listener.on(new JobEvent.Enqueued(job.id(), job.type(), job.queue())));
        after.pipelines()
                .forEach((name, entry) -> tell(name, before.board.pipelines().get(name), entry));
        return true;
    }

    private void tell(String name, @org.jspecify.annotations.Nullable Entry before, Entry after) {
        PipelineStatus from = before == null ? PipelineStatus.NOT_STARTED : before.status();
        if (from != after.status()) {
            listener.on(
                    new JobEvent.PipelineMoved(name, from.name(), after.status().name(), after.message()));
        }
    }

    /** Changes the board, as often as it takes until nobody else is quicker. */
    Board change(BiFunction<Board, Instant, Board> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Read before = read();
            Board after = change.apply(before.board, now());
            if (write(before, after, List.of())) {
                return after;
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_GIVE_WAY_NANOS));
        }
        throw new IllegalStateException(
                "the orchestrator was changed by others each of the " + MOST_TRIES + " times that it was tried");
    }
}

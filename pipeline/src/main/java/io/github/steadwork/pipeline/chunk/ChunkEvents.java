package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.spill.RowSizes;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a chunk gives, on its way from the thread that works on it to the one that puts chunks together. It holds so many
 * bytes; whoever works on a large chunk waits with the rest until those before it are done. As chunks are begun in their order,
 * the one that is next never waits for another.
 */
final class ChunkEvents implements ChunkSink {

    private static final int ROWS_PER_MEASURED = 8;

    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long held;
    private boolean ended;
    private @Nullable Throwable failure;

    /** Only the thread that works on the chunk looks at these. */
    private List<Object> events = new ArrayList<>();

    private long bytes;

    private record Batch(List<Object> events, long bytes) {}

    private record Note(int kind, RejectedRow about) {}

    private record Read(long rows) {}

    private record Counts(List<String> counts) {}

    /** @param limit how many bytes it may hold, about */
    ChunkEvents(long limit) {
        this.limit = limit;
    }

    @Override
    public void row(Row row) {
        if (events.size() % ROWS_PER_MEASURED == 0) {
            bytes += RowSizes.of(row) * ROWS_PER_MEASURED;
        }
        events.add(row);
    }

    @Override
    public void note(int kind, RejectedRow note) {
        events.add(new Note(kind, note));
    }

    @Override
    public void read(long rows) {
        events.add(new Read(rows));
        lock.lock();
        try {
            while (held > 0 && held + bytes > limit) {
                changed.await();
            }
            hand();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the chunk is of no use any more", e);
        } finally {
            lock.unlock();
        }
    }

    /** With the lock. */
    private void hand() {
        batches.add(new Batch(events, bytes));
        held += bytes;
        events = new ArrayList<>();
        bytes = 0;
        changed.signalAll();
    }

    @Override
    public void counts(List<String> counts) {
        events.add(new Counts(counts));
    }

    /** Says that nothing follows, because of an error or of none. */
    void end(@Nullable Throwable error) {
        lock.lock();
        try {
            failure = error;
            ended = true;
            hand();
        } finally {
            lock.unlock();
        }
    }

    /** Tells all of it as it comes, and throws what ended the chunk: as if it had happened on this thread. */
    void replay(ChunkSink sink) throws IOException, InterruptedException {
        for (List<Object> some = take(); !some.isEmpty() || !isOver(); some = take()) {
            for (Object event : some) {
                tell(event, sink);
            }
        }
        if (failure != null) {
            throw thrown(failure);
        }
    }

    private List<Object> take() throws InterruptedException {
        lock.lock();
        try {
            while (batches.isEmpty() && !ended) {
                changed.await();
            }
            Batch batch = batches.poll();
            if (batch == null) {
                return List.of();
            }
            held -= batch.bytes();
            changed.signalAll();
            return batch.events();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver() {
        lock.lock();
        try {
            return ended && batches.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private static void tell(Object event, ChunkSink sink) throws IOException {
        if (event instanceof Row row) {
            sink.row(row);
        } else if (event instanceof Note note) {
            sink.note(note.kind(), note.about());
        } else if (event instanceof Read read) {
            sink.read(read.rows());
        } else {
            sink.counts(((Counts) event).counts());
        }
    }

    private static RuntimeException thrown(Throwable error) throws IOException {
        if (error instanceof IOException io) {
            throw io;
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        return error instanceof RuntimeException e ? e : new IllegalStateException(error);
    }
}

package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.pipeline.data.Dataset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Works on chunks side by side, and gives them in their order. Only so many are begun ahead of the one that is next. For one
 * thread.
 */
final class ChunkThreads implements AutoCloseable {

    private static final long SECONDS_TO_STOP = 30;

    private final Iterator<Dataset> parts;
    private final Limits limits;
    private final Work work;
    private final ExecutorService pool;
    private final Deque<ChunkEvents> begun = new ArrayDeque<>();

    /**
     * How much is done at a time.
     *
     * @param threads how many chunks are worked on
     * @param ahead how many are begun
     * @param bytes how many bytes each of them may hold
     */
    record Limits(int threads, int ahead, long bytes) {}

    /** Works on one chunk, on a thread of its own. */
    @FunctionalInterface
    interface Work {
        /** Never throws: what goes wrong is told as the end. */
        void run(Dataset part, ChunkEvents events);
    }

    ChunkThreads(String name, List<Dataset> parts, Limits limits, Work work) {
        this.parts = parts.iterator();
        this.limits = limits;
        this.work = work;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(limits.threads(), task -> {
            Thread thread = new Thread(task, "steadwork-" + name + "-chunks-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The next chunk, which may still be worked on; null after the last. */
    @Nullable
    ChunkEvents next() {
        while (begun.size() < limits.ahead() && parts.hasNext()) {
            Dataset part = parts.next();
            ChunkEvents events = new ChunkEvents(limits.bytes());
            begun.add(events);
            pool.execute(() -> work.run(part, events));
        }
        return begun.poll();
    }

    /** Nothing that the threads use may be closed before they have ended. */
    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
        while (!ended && System.nanoTime() < deadline) {
            try {
                ended = pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            throw new IllegalStateException("a thread of the job has not ended for " + SECONDS_TO_STOP + " seconds");
        }
    }
}

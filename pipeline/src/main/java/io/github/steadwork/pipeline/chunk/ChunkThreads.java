package io.github.steadwork.pipeline.chunk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does tasks side by side and gives their results in the order of the tasks. Only so many are begun ahead of the one whose
 * result is next, so that what is held in memory is bounded. For one thread.
 */
final class ChunkThreads<R> implements AutoCloseable {

    private static final long SECONDS_TO_STOP = 30;

    private final Iterator<? extends Callable<R>> tasks;
    private final int ahead;
    private final ExecutorService pool;
    private final Deque<Future<R>> begun = new ArrayDeque<>();

    ChunkThreads(String name, List<? extends Callable<R>> tasks, int threads, int ahead) {
        this.tasks = tasks.iterator();
        this.ahead = ahead;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "steadwork-" + name + "-chunks-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The result of the next task, waiting for it; null after the last. */
    @Nullable
    R next() throws IOException, InterruptedException {
        while (begun.size() < ahead && tasks.hasNext()) {
            begun.add(pool.submit(tasks.next()));
        }
        Future<R> first = begun.poll();
        try {
            return first == null ? null : first.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chunk ended without telling how", e.getCause());
        }
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

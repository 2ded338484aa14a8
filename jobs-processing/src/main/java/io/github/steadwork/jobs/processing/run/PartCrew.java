package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.job.JobContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads that read the parts of an input. If parts fail, what the first of them in the order of the source says is what the
 * job says, as if one thread had read all: so the parts before one that failed go on, and those behind it stop.
 */
final class PartCrew {

    private static final long SECONDS_TO_STOP = 30;

    private final JobContext context;
    private final AtomicInteger firstFailed = new AtomicInteger(Integer.MAX_VALUE);

    PartCrew(JobContext context) {
        this.context = context;
    }

    /** Whether a part is still of use; counts what has been read of it. Throws if the attempt is to end. */
    boolean goesOn(int part, long units) {
        context.progress().advance(units);
        context.checkCancelled();
        return part < firstFailed.get();
    }

    /** Runs all parts; how many at a time is the number of processors. */
    void run(List<PartReading> parts) throws IOException, InterruptedException {
        int threads = Math.min(parts.size(), Runtime.getRuntime().availableProcessors());
        ExecutorService pool = Executors.newFixedThreadPool(threads, threads(context.type()));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                int number = i;
                running.add(pool.submit(() -> run(number, parts.get(number))));
            }
            await(running);
        } finally {
            stop(pool);
        }
    }

    private static ThreadFactory threads(String type) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "steadwork-" + type + "-part-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private @Nullable Void run(int number, PartReading part) throws IOException {
        boolean ended = false;
        try {
            if (number < firstFailed.get()) {
                part.run();
            }
            ended = true;
        } finally {
            if (!ended) {
                firstFailed.accumulateAndGet(number, Math::min);
            }
        }
        return null;
    }

    /** Waits for the parts in their order; so the first failure that is met is the first in the source. */
    private static void await(List<Future<?>> running) throws IOException, InterruptedException {
        for (Future<?> part : running) {
            try {
                part.get();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    /** What the part threw, thrown on. */
    private static RuntimeException failure(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    /** Nothing that the threads use may be closed before they have ended. */
    private void stop(ExecutorService pool) throws InterruptedException {
        firstFailed.set(-1);
        pool.shutdownNow();
        if (!pool.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a thread of the job has not ended for " + SECONDS_TO_STOP + " seconds");
        }
    }
}

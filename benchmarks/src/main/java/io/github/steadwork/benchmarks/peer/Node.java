package io.github.steadwork.benchmarks.peer;

/** One process's part of a job system. Safe for use by many threads until it is closed. */
public interface Node extends AutoCloseable {

    /** Enqueues one job, due now; it is durable when this returns. */
    void enqueue(int number) throws Exception;

    /** Enqueues the jobs with the numbers from the first to before the last, due now, in one call. */
    void enqueueAll(int from, int to) throws Exception;

    /** Stops to claim, waits for what runs, and lets go of everything but the data source. */
    @Override
    void close();
}

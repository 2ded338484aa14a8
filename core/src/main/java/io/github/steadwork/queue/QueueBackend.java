package io.github.steadwork.queue;

/**
 * A backend: the queue itself and the four other doors to what it keeps. All doors show the same data and are safe for use by
 * many threads.
 */
public interface QueueBackend extends JobQueue, AutoCloseable {

    /** Reads jobs. */
    JobInspector inspector();

    /** Who works here. */
    WorkerDirectory workers();

    /** Small documents of the framework's own parts. */
    StateStore documents();

    /** What jobs said, and who did what. */
    RunLog runLog();

    /**
     * Calls back soon after work may have become claimable. A hint and nothing more: it may come late, twice, or not at
     * all, so who listens polls as well. It runs on a thread of the backend and must return at once.
     */
    Subscription subscribe(Runnable hint);

    /** Tells those who have subscribed, in other processes too where it can, that work may have become claimable: a place is free. */
    void hint();

    /** Lets go of what the backend has opened itself. What it was given, as a data source, stays open. */
    @Override
    void close();

    /** Ends when closed; closing twice does nothing. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

package io.github.steadwork.faults;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** An application that enqueues all the time, whatever happens to its database. */
final class Load implements AutoCloseable {

    private static final int THREADS = 3;
    /** So that workers can follow. */
    private static final long PAUSE_NANOS = 5_000_000;

    private final Site site;
    private final Thread[] threads = new Thread[THREADS];
    private final AtomicLong stored = new AtomicLong();
    private volatile boolean ended;

    private Load(Site site) {
        this.site = site;
    }

    static Load on(Site site) {
        Load load = new Load(site);
        for (int i = 0; i < THREADS; i++) {
            load.threads[i] = new Thread(load::enqueue, "load-" + i);
            load.threads[i].start();
        }
        return load;
    }

    private void enqueue() {
        while (!ended) {
            site.enqueue(Deed.work(5));
            stored.incrementAndGet();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits until so many more jobs are stored and done. */
    void awaitMore(int jobs) {
        long wanted = stored.get() + jobs;
        Eventually.holds(() -> stored.get() >= wanted && site.worked() >= wanted, () -> {
            return "stored are " + stored + ", done are " + site.worked() + ", wanted are " + wanted + "\n"
                    + site.logs();
        });
    }

    /** Enqueues nothing more; what it had to enqueue is stored. */
    void end() {
        ended = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}

package io.github.steadwork.pipeline.spill;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of rows and groups a run may hold in memory. Whoever holds them asks first, and goes to disk when the
 * answer is no. Nothing is measured: the bytes are estimates, so leave room. Safe for use by many threads.
 */
public final class MemoryBudget {

    private final long limit;
    private final AtomicLong reserved = new AtomicLong();

    private MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** A budget of this many bytes, 1 or more. */
    public static MemoryBudget of(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a memory budget is " + bytes + " bytes, allowed is 1 or more");
        }
        return new MemoryBudget(bytes);
    }

    /** A third of what the JVM's heap may grow to. */
    public static MemoryBudget ofHeap() {
        return of(Math.max(1, Runtime.getRuntime().maxMemory() / 3));
    }

    /** Takes so many bytes if they are left; false, and nothing is taken, if they are not. */
    public boolean tryReserve(long bytes) {
        requirePositive(bytes);
        while (true) {
            long now = reserved.get();
            if (bytes > limit - now) {
                return false;
            }
            if (reserved.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    /**
     * Gives back what was taken.
     *
     * @throws IllegalStateException if more is given back than was taken
     */
    public void release(long bytes) {
        requirePositive(bytes);
        long left = reserved.addAndGet(-bytes);
        if (left < 0) {
            reserved.addAndGet(bytes);
            throw new IllegalStateException(
                    bytes + " bytes were released, but only " + (left + bytes) + " were reserved");
        }
    }

    private static void requirePositive(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is " + bytes + ", allowed is 0 or more");
        }
    }

    /** How many bytes are taken now. */
    public long reserved() {
        return reserved.get();
    }

    /** How many bytes may be taken. */
    public long limit() {
        return limit;
    }
}

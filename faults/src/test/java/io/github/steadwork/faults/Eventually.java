package io.github.steadwork.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other processes do. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BETWEEN_LOOKS_NANOS = 50_000_000;

    private Eventually() {}

    /** Returns as soon as it holds; fails after two minutes with what is said then. */
    static void holds(BooleanSupplier condition, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " seconds: " + otherwise.get());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** Lets time pass in which something may happen to others. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        holds(() -> System.nanoTime() >= end, () -> "time has not passed");
    }
}

package io.github.steadwork.queue.inmemory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** The one lock. Who has passed it learns what time it is, once, so that all that a verb does happens at one moment. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;

    Gate(InstantSource clock) {
        this.clock = clock;
    }

    <T> T call(Function<Instant, T> act) {
        lock.lock();
        try {
            return act.apply(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    void run(Consumer<Instant> act) {
        lock.lock();
        try {
            act.accept(clock.instant());
        } finally {
            lock.unlock();
        }
    }
}

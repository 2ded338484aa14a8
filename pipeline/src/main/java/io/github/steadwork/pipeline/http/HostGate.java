package io.github.steadwork.pipeline.http;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What stands before one host for all calls of this application: our own rate, what the server has asked for, and a breaker that
 * opens when it only fails. Calls wait here, each for a place of its own, so none is made before its time.
 */
final class HostGate {

    private final String host;
    private final InstantSource clock;
    private final Duration interval;
    private final Duration longestWait;
    private final CircuitBreaker<Object> breaker;
    private final ReentrantLock lock = new ReentrantLock();
    private Instant next = Instant.MIN;
    private Instant closedUntil = Instant.MIN;

    /**
     * Before a host.
     *
     * @param interval between two calls; zero for none
     * @param longestWait for which a call waits here; one that had to wait longer fails instead
     */
    HostGate(
            String host, InstantSource clock, Duration interval, Duration longestWait, CircuitBreaker<Object> breaker) {
        this.host = host;
        this.clock = clock;
        this.interval = interval;
        this.longestWait = longestWait;
        this.breaker = breaker;
    }

    /** Waits for a place; whoever got one says by {@link #succeeded} or {@link #failed} what became of it. */
    void enter() throws InterruptedException {
        Duration wait = reserve();
        if (!wait.isZero()) {
            Thread.sleep(wait.toMillis() + 1);
        }
        if (!breaker.tryAcquirePermit()) {
            throw new HttpFailure(
                    HttpFailure.Reason.BROKEN,
                    host + " has failed too often and is left alone for " + breaker.getRemainingDelay(),
                    0,
                    breaker.getRemainingDelay(),
                    null);
        }
    }

    private Duration reserve() {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant start = latest(now, latest(next, closedUntil));
            Duration wait = Duration.between(now, start);
            if (wait.compareTo(longestWait) > 0) {
                throw limited(wait);
            }
            next = start.plus(interval);
            return wait;
        } finally {
            lock.unlock();
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private HttpFailure limited(Duration wait) {
        return new HttpFailure(
                HttpFailure.Reason.LIMITED, host + " may not be asked for another " + wait, 0, wait, null);
    }

    /** Lets nobody in for so long: the server has asked for that. */
    void close(Duration wait) {
        lock.lock();
        try {
            closedUntil = latest(closedUntil, clock.instant().plus(wait));
        } finally {
            lock.unlock();
        }
    }

    /** The host is in order, whether or not it has liked the call. */
    void succeeded() {
        breaker.recordSuccess();
    }

    /** The host is not in order. */
    void failed() {
        breaker.recordFailure();
    }
}

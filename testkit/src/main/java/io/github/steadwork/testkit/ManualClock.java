package io.github.steadwork.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Safe for use by many threads. */
public final class ManualClock implements InstantSource {

    private volatile Instant now;

    /** A clock that shows this instant. */
    public ManualClock(Instant start) {
        now = start;
    }

    /** A clock that shows 1 January 2026, 00:00 UTC. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets it show this instant, which may be earlier. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Moves it on; back, if the length is negative. */
    public synchronized void advance(Duration length) {
        now = now.plus(length);
    }
}

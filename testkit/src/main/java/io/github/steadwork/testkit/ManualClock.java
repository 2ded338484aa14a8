package io.github.steadwork.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Safe for use by many threads. */
public final class ManualClock implements InstantSource {

    private final AtomicReference<Instant> now;

    /** A clock that shows this instant. */
    public ManualClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** A clock that shows 1 January 2026, 00:00 UTC. */
    public ManualClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Lets it show this instant, which may be earlier. */
    public void set(Instant instant) {
        now.set(instant);
    }

    /** Moves it on; back, if the length is negative. */
    public void advance(Duration length) {
        now.updateAndGet(instant -> instant.plus(length));
    }
}

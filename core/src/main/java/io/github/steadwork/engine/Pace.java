package io.github.steadwork.engine;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long to wait between two calls of a backend that each take what has come together since the last. Where a call brought several
 * things but far from as many as it could, more are on their way, and a call for each few of them would cost many times what
 * it takes to move them: so calls may take {@linkplain #SHARE a fifth} of the time. Where things come one by one nobody waits, for
 * somebody may be waiting for each. Belongs to one thread.
 */
final class Pace {

    /** How many times as long as the last call took the pause after it is. */
    private static final int SHARE = 4;

    private static final long LONGEST = Duration.ofMillis(5).toNanos();

    private final LongSupplier nanoTime;
    private long begun;
    private long next;

    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    /** A call begins. */
    void begin() {
        begun = nanoTime.getAsLong();
    }

    /** A call has ended that brought so many, of as many as it could take. */
    void end(int brought, int most) {
        long now = nanoTime.getAsLong();
        boolean isTrickle = brought > 1 && brought < most;
        next = isTrickle ? now + Math.min(LONGEST, SHARE * (now - begun)) : now;
    }

    /** How many nanoseconds to wait before the next call; zero or less for none. */
    long left() {
        return next - nanoTime.getAsLong();
    }
}

package io.github.steadwork.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where a running job says how far it is. Cheap enough for every row: nothing is written here; the engine looks at it a
 * few times a second. Safe for use by many threads.
 */
public final class ProgressMeter {

    private static final long UNKNOWN = -1;

    private final InstantSource clock;
    private volatile Instant start;
    private final LongAdder done = new LongAdder();
    private volatile long total = UNKNOWN;
    private volatile String operation = "";

    /** A meter that starts now, by this clock. */
    public ProgressMeter(InstantSource clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Says what is being done, as "reading birdstrikes.csv". */
    public ProgressMeter operation(String operation) {
        this.operation = Objects.requireNonNull(operation, "operation");
        return this;
    }

    /** Says how many units there are in total. */
    public ProgressMeter total(long units) {
        if (units < 0) {
            throw new IllegalArgumentException("total is " + units + ", allowed is 0 or more");
        }
        this.total = units;
        return this;
    }

    /** Says that one more unit is done. */
    public void advance() {
        done.increment();
    }

    /** Says that so many more units are done. */
    public void advance(long units) {
        if (units < 0) {
            throw new IllegalArgumentException("units is " + units + ", allowed is 0 or more");
        }
        done.add(units);
    }

    /** Begins to count anew, units and time alike, as at the start of another phase. */
    public ProgressMeter restart(String operation) {
        this.start = clock.instant();
        this.total = UNKNOWN;
        done.reset();
        return operation(operation);
    }

    /** How far the job is now. Nothing has elapsed where the clock was put back. */
    public Progress snapshot() {
        long all = total;
        Duration elapsed = Duration.between(start, clock.instant());
        return new Progress(
                operation,
                done.sum(),
                all == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(all),
                elapsed.isNegative() ? Duration.ZERO : elapsed);
    }
}

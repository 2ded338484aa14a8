package io.github.steadwork.job;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a job is, at one moment.
 *
 * @param operation what it is doing, in words; empty if it did not say
 * @param done how many units are done, 0 or more
 * @param total how many there are; empty while unknown
 * @param elapsed since the attempt, or its present phase, began
 */
public record Progress(String operation, long done, OptionalLong total, Duration elapsed) {

    /** Checks the fields. */
    public Progress {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(elapsed, "elapsed");
        if (done < 0) {
            throw new IllegalArgumentException("done is " + done + ", allowed is 0 or more");
        }
        if (total.orElse(0) < 0) {
            throw new IllegalArgumentException("total is " + total.getAsLong() + ", allowed is 0 or more");
        }
    }

    /** Nothing known yet. */
    public static final Progress NONE = new Progress("", 0, OptionalLong.empty(), Duration.ZERO);

    /** The share that is done, 0 to 100; empty while the total is unknown. */
    public Optional<Double> percent() {
        if (total.isEmpty()) {
            return Optional.empty();
        }
        long all = total.getAsLong();
        return Optional.of(all == 0 ? 100.0 : Math.min(100.0, 100.0 * done / all));
    }

    /** Units per second since the attempt, or its present phase, began; 0 at the very beginning. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }

    /** The time that is left at the present rate; empty while total or rate are unknown. */
    public Optional<Duration> eta() {
        double rate = rate();
        if (total.isEmpty() || rate <= 0) {
            return Optional.empty();
        }
        double seconds = Math.max(0, total.getAsLong() - done) / rate;
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}

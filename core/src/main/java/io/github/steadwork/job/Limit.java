package io.github.steadwork.job;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * At most so many jobs at a time, or so many starts per window, of all that share a type, a queue or a key.
 *
 * <pre>{@code
 * Limit.ofType(10)                                       // ten jobs of the type at a time, on all workers together
 * Limit.ofKey("customer-17", 1)                          // one at a time for this customer, of whatever type
 * Limit.ofKey("geocoder", 100).per(Duration.ofMinutes(1)) // a hundred calls a minute
 * Limit.ofQueue(2).onEachWorker()                         // two at a time on each worker
 * }</pre>
 *
 * <p>What counts for a limit at a time are leases, those of jobs that wait in a worker's buffer too; so it is never
 * exceeded, and a crash leaves nothing behind: when the dead worker's jobs are taken back, their places are free. What
 * counts for a limit per window is each attempt that starts. A bucket holds {@code atMost} tokens and is filled up evenly,
 * so after a rest {@code atMost} may start at once. Each job is held to its own number; where jobs with one key say
 * different ones, as during a deploy, each waits for its own.
 *
 * @param of what the jobs share
 * @param key the key that they share; empty where type or queue counts
 * @param atMost how many
 * @param window in which time; empty for at a time
 * @param perWorker whether each worker has a limit of its own
 * @param whenFull what happens to one too many when it is enqueued
 */
public record Limit(Of of, String key, int atMost, Optional<Duration> window, boolean perWorker, WhenFull whenFull) {

    private static final int LONGEST_KEY = 200;

    /** What limited jobs share. */
    public enum Of {
        /** Their type. */
        TYPE,
        /** Their queue. */
        QUEUE,
        /** A key. */
        KEY
    }

    /** Checks the fields. */
    public Limit {
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(whenFull, "whenFull");
        if (atMost < 1) {
            throw new IllegalArgumentException("limit is " + atMost + ", allowed is 1 or more");
        }
        if (of == Of.KEY && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new IllegalArgumentException(
                    "limit key is '" + key + "', allowed are 1 to " + LONGEST_KEY + " characters");
        }
        window.ifPresent(Limit::requireWindow);
        if (whenFull != WhenFull.WAIT && (window.isPresent() || perWorker)) {
            throw new IllegalArgumentException(
                    "whenFull is " + whenFull
                            + ", allowed is WAIT for a limit per window or per worker, whose fullness nobody knows at the enqueue");
        }
    }

    private static void requireWindow(Duration window) {
        if (window.compareTo(Duration.ofMillis(1)) < 0 || window.compareTo(RetryPolicy.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "window is " + window + ", allowed is PT0.001S to " + RetryPolicy.LONGEST_DELAY);
        }
    }

    /** So many jobs of the same type at a time. */
    public static Limit ofType(int atMost) {
        return new Limit(Of.TYPE, "", atMost, Optional.empty(), false, WhenFull.WAIT);
    }

    /** So many jobs of the same queue at a time, of those that have this limit. */
    public static Limit ofQueue(int atMost) {
        return new Limit(Of.QUEUE, "", atMost, Optional.empty(), false, WhenFull.WAIT);
    }

    /** So many jobs with this key at a time, of whatever type. */
    public static Limit ofKey(String key, int atMost) {
        return new Limit(Of.KEY, key, atMost, Optional.empty(), false, WhenFull.WAIT);
    }

    /** So many starts in each window of this length instead of at a time. */
    public Limit per(Duration window) {
        return new Limit(of, key, atMost, Optional.of(window), perWorker, whenFull);
    }

    /** So many on each worker, instead of on all together. */
    public Limit onEachWorker() {
        return new Limit(of, key, atMost, window, true, whenFull);
    }

    /** With this answer to one too many. */
    public Limit whenFull(WhenFull whenFull) {
        return new Limit(of, key, atMost, window, perWorker, whenFull);
    }

    /** Whether both count the same, even if they allow different numbers of it. */
    public boolean countsAs(Limit other) {
        return of == other.of && key.equals(other.key) && window.equals(other.window) && perWorker == other.perWorker;
    }

    /** The name under which jobs of this type and queue are counted. */
    public String gate(String type, String queue) {
        String shared = switch (of) {
            case TYPE -> "type " + type;
            case QUEUE -> "queue " + queue;
            case KEY -> "key " + key;
        };
        return window.map(length -> shared + " per " + length).orElse(shared);
    }
}

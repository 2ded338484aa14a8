package io.github.steadwork.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * At most one job with this key in these states. Keys are counted per job type. The rule of the newer job decides, when it is
 * enqueued or redriven; it looks at stored jobs of its type whose own rule has the same key.
 *
 * @param key what must be unique
 * @param scope the states in which an earlier job stands in the way
 * @param window how long after its enqueue an earlier job stands in the way; empty for as long as it is stored
 * @param onConflict what becomes of the newer job
 */
public record UniqueRule(String key, Set<JobState> scope, Optional<Duration> window, OnConflict onConflict) {

    /** What happens when there is an earlier job in the way. */
    public enum OnConflict {
        /** The earlier one stays; the enqueue answers with its id. */
        KEEP,
        /**
         * The earlier one, while it is WAITING or QUEUED, takes over the newer one's payload, due time and priority, and loses
         * its checkpoint, which belongs to the old payload. One that runs or has ended is kept as it is.
         */
        REPLACE,
        /** The enqueue is refused. */
        REFUSE
    }

    /** Checks the fields. */
    public UniqueRule {
        if (key.isBlank() || key.length() > 256) {
            throw new IllegalArgumentException("unique key is '" + key + "', allowed are 1 to 256 characters");
        }
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("unique scope is empty, allowed is at least one state");
        }
        scope = Set.copyOf(scope);
        window.filter(Duration::isNegative).ifPresent(negative -> {
            throw new IllegalArgumentException("unique window is " + negative + ", allowed is zero or more");
        });
        Objects.requireNonNull(onConflict, "onConflict");
    }

    /** One job with this key that has not ended yet; an earlier one is kept. */
    public static UniqueRule whileUnfinished(String key) {
        return new UniqueRule(
                key,
                EnumSet.of(JobState.WAITING, JobState.QUEUED, JobState.RUNNING),
                Optional.empty(),
                OnConflict.KEEP);
    }

    /** One job with this key per window, whatever has become of it; an earlier one is kept. */
    public static UniqueRule oncePer(Duration window, String key) {
        return new UniqueRule(key, EnumSet.allOf(JobState.class), Optional.of(window), OnConflict.KEEP);
    }

    /** The same rule with another answer to a conflict. */
    public UniqueRule onConflict(OnConflict onConflict) {
        return new UniqueRule(key, scope, window, onConflict);
    }
}

package io.github.steadwork.retry;

import java.time.Duration;

/**
 * How patiently to try again, by name. The delay doubles from the first to the longest.
 *
 * <table>
 * <caption>Delays of the tiers</caption>
 * <tr><th>tier</th><th>first delay</th><th>longest delay</th></tr>
 * <tr><td>{@link #FAST}</td><td>5 min</td><td>30 min</td></tr>
 * <tr><td>{@link #STANDARD}</td><td>1 h</td><td>4 h</td></tr>
 * <tr><td>{@link #EXTENDED}</td><td>24 h</td><td>24 h</td></tr>
 * <tr><td>{@link #MANUAL}</td><td colspan="2">none: the job fails at once and waits for a redrive</td></tr>
 * </table>
 */
public enum RecoveryTier {
    /** For what heals by itself within minutes: a restart, a short overload. */
    FAST(Duration.ofMinutes(5), Duration.ofMinutes(30)),
    /** For what somebody has to look at: an outage of a partner. */
    STANDARD(Duration.ofHours(1), Duration.ofHours(4)),
    /** For what comes once a day: a file that was not delivered. */
    EXTENDED(Duration.ofHours(24), Duration.ofHours(24)),
    /** For what a person decides. */
    MANUAL(Duration.ZERO, Duration.ZERO);

    private final Duration firstDelay;
    private final Duration longestDelay;

    RecoveryTier(Duration firstDelay, Duration longestDelay) {
        this.firstDelay = firstDelay;
        this.longestDelay = longestDelay;
    }

    /** The delay before the first retry; zero for {@link #MANUAL}, which has none. */
    public Duration firstDelay() {
        return firstDelay;
    }

    /** The delay that later retries grow to. */
    public Duration longestDelay() {
        return longestDelay;
    }
}

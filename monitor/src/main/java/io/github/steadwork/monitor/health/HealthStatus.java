package io.github.steadwork.monitor.health;

/** How well something is; a later one is worse. */
public enum HealthStatus {
    /** As it should be. */
    UP,
    /** It works, but somebody should look at it. */
    DEGRADED,
    /** It does not work. */
    DOWN;

    /** The worse of the two. */
    public HealthStatus or(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}

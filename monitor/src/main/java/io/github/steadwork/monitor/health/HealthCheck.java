package io.github.steadwork.monitor.health;

/** Looks how well one thing is. Called by one thread at a time; what it throws makes it DOWN. */
public interface HealthCheck {

    /** What it looks at, as {@code database}. */
    String name();

    /** What follows if it is DOWN. */
    default Scope scope() {
        return Scope.INFORMATION;
    }

    /** Looks. */
    Finding look() throws Exception;

    /** What follows if a check says DOWN. */
    enum Scope {
        /** The process should be started anew. */
        LIVENESS,
        /** The process should be given no more work until it is well again. */
        READINESS,
        /** People should know. */
        INFORMATION
    }

    /**
     * What a check has found.
     *
     * @param status how well it is
     * @param reason why, with the figures
     */
    record Finding(HealthStatus status, String reason) {

        /** All is well. */
        public static Finding up(String reason) {
            return new Finding(HealthStatus.UP, reason);
        }

        /** DOWN if it is that, otherwise DEGRADED if it is that, otherwise UP. */
        public static Finding of(boolean down, boolean degraded, String reason) {
            return new Finding(down ? HealthStatus.DOWN : degraded ? HealthStatus.DEGRADED : HealthStatus.UP, reason);
        }
    }
}

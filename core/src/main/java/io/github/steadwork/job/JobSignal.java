package io.github.steadwork.job;

import java.time.Duration;
import java.util.List;

/**
 * A way to end an attempt that is neither success nor error. Made by {@link JobContext} and thrown by the job:
 *
 * <pre>{@code
 * if (!warehouse.isOpen()) {
 *     throw context.snooze(Duration.ofMinutes(10));
 * }
 * }</pre>
 *
 * <p>It carries no stack trace, and nobody but the engine should catch it.
 */
public abstract sealed class JobSignal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private JobSignal(String message) {
        super(message, null, false, false);
    }

    /** Run me again later; no retry is used. */
    public static final class Snooze extends JobSignal {

        private static final long serialVersionUID = 1L;

        private final Duration delay;

        /** With the time to sleep. */
        public Snooze(Duration delay) {
            super("snoozed for " + delay);
            this.delay = JobOptions.requireDelay("snooze", delay);
        }

        /** How long. */
        public Duration delay() {
            return delay;
        }
    }

    /** Call me off. */
    public static final class Cancel extends JobSignal {

        private static final long serialVersionUID = 1L;

        /** With the reason, for people. */
        public Cancel(String reason) {
            super(reason);
        }
    }

    /** Give me up: no further attempt would help. */
    public static final class Discard extends JobSignal {

        private static final long serialVersionUID = 1L;

        /** With the reason, for people. */
        public Discard(String reason) {
            super(reason);
        }
    }

    /** Run these jobs, and me again when all of them have ended. */
    public static final class WaitFor extends JobSignal {

        private static final long serialVersionUID = 1L;

        private final transient List<JobRequest<?, ?>> children;

        /** With the jobs to run. */
        public WaitFor(List<? extends JobRequest<?, ?>> children) {
            super("waits for " + children.size() + " jobs");
            this.children = List.copyOf(children);
        }

        /** The jobs to run. */
        public List<JobRequest<?, ?>> children() {
            return children;
        }
    }
}

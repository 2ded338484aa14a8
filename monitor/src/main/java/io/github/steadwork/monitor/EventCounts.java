package io.github.steadwork.monitor;

import java.util.OptionalDouble;

/**
 * How often what has happened.
 *
 * @param enqueued jobs that were stored by engines that this monitor listens to
 * @param started attempts that began
 * @param succeeded jobs that are SUCCEEDED
 * @param retried attempts that failed and are followed by another
 * @param failed jobs that are FAILED, those among them that were parked because they took down too many workers
 * @param cancelled jobs that were cancelled while a worker had them
 * @param snoozed attempts that ended with a snooze
 * @param awaiting attempts that ended to wait for children
 * @param released jobs that were given back
 * @param leaseLost attempts whose outcome was refused because the job was not theirs any more
 * @param reclaimed jobs that were taken back from workers that are gone; their queue is not known
 */
public record EventCounts(
        long enqueued,
        long started,
        long succeeded,
        long retried,
        long failed,
        long cancelled,
        long snoozed,
        long awaiting,
        long released,
        long leaseLost,
        long reclaimed) {

    static EventCounts of(long[] counts) {
        return new EventCounts(
                counts[Kind.ENQUEUED.place],
                counts[Kind.STARTED.place],
                counts[Kind.SUCCEEDED.place],
                counts[Kind.RETRIED.place],
                counts[Kind.FAILED.place],
                counts[Kind.CANCELLED.place],
                counts[Kind.SNOOZED.place],
                counts[Kind.AWAITING.place],
                counts[Kind.RELEASED.place],
                counts[Kind.LEASE_LOST.place],
                counts[Kind.RECLAIMED.place]);
    }

    /** Jobs that reached their end: succeeded, failed or cancelled. */
    public long finished() {
        return succeeded + failed + cancelled;
    }

    /** The share of attempts that failed among those that failed or succeeded, 0 to 1; empty if there were none. */
    public OptionalDouble errorRate() {
        long errors = retried + failed;
        long judged = errors + succeeded;
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) errors / judged);
    }

    /** The share of attempts that succeeded among those that failed or succeeded, 0 to 1; empty if there were none. */
    public OptionalDouble successRate() {
        OptionalDouble errors = errorRate();
        return errors.isEmpty() ? errors : OptionalDouble.of(1 - errors.getAsDouble());
    }
}

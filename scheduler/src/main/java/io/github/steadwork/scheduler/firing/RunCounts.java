package io.github.steadwork.scheduler.firing;

import java.util.OptionalDouble;

/**
 * What has become of all fire times and runs of a schedule.
 *
 * @param fired how many jobs it has enqueued
 * @param succeeded how many of them have succeeded
 * @param failed how many have failed
 * @param cancelled how many were cancelled
 * @param unknown of how many it is not known
 * @param skipped how many fire times the overlap policy passed over
 * @param missed how many fire times the misfire policy passed over
 * @param failuresInRow how many runs have failed since the last success
 */
public record RunCounts(
        long fired,
        long succeeded,
        long failed,
        long cancelled,
        long unknown,
        long skipped,
        long missed,
        int failuresInRow) {

    /** All zero. */
    public static final RunCounts ZERO = new RunCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /** The share of successes among the runs that have succeeded or failed, 0 to 1; empty if there are none. */
    public OptionalDouble successRate() {
        long all = succeeded + failed;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) succeeded / all);
    }

    RunCounts firedMore(int more) {
        return new RunCounts(fired + more, succeeded, failed, cancelled, unknown, skipped, missed, failuresInRow);
    }

    RunCounts passedOver(long skippedMore, long missedMore) {
        return new RunCounts(
                fired,
                succeeded,
                failed,
                cancelled,
                unknown,
                skipped + skippedMore,
                missed + missedMore,
                failuresInRow);
    }

    RunCounts ended(RunState how) {
        return switch (how) {
            case OPEN -> this;
            case SUCCEEDED -> new RunCounts(fired, succeeded + 1, failed, cancelled, unknown, skipped, missed, 0);
            case FAILED ->
                new RunCounts(fired, succeeded, failed + 1, cancelled, unknown, skipped, missed, failuresInRow + 1);
            case CANCELLED ->
                new RunCounts(fired, succeeded, failed, cancelled + 1, unknown, skipped, missed, failuresInRow);
            case UNKNOWN ->
                new RunCounts(fired, succeeded, failed, cancelled, unknown + 1, skipped, missed, failuresInRow);
        };
    }

    RunCounts forgiven() {
        return new RunCounts(fired, succeeded, failed, cancelled, unknown, skipped, missed, 0);
    }
}

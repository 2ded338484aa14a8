package io.github.steadwork.queue;

import java.time.Duration;

/**
 * How a queue went in the latest past.
 *
 * @param queue its name
 * @param ended how many jobs were looked at: those that ended last
 * @param failed how many of them are FAILED
 * @param cancelled how many of them are CANCELLED
 * @param retries how many retries they used
 * @param perHour how many jobs end in an hour, at the rate of those
 * @param averageWait how long the last attempt of those that were claimed waited from when it was due
 */
public record QueueStatistics(
        String queue, long ended, long failed, long cancelled, long retries, double perHour, Duration averageWait) {

    /** Of jobs that ended within so long. */
    public static QueueStatistics over(
            Duration length,
            String queue,
            long ended,
            long failed,
            long cancelled,
            long retries,
            Duration averageWait) {
        double hours =
                Math.max(1, length.toMillis()) / (double) Duration.ofHours(1).toMillis();
        return new QueueStatistics(queue, ended, failed, cancelled, retries, ended / hours, averageWait);
    }

    /** Which part of the jobs failed, from 0 to 1. */
    public double failureRate() {
        return ended == 0 ? 0 : (double) failed / ended;
    }

    /** How many retries a job used on average. */
    public double retryRate() {
        return ended == 0 ? 0 : (double) retries / ended;
    }
}

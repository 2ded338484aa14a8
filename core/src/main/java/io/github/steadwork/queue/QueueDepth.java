package io.github.steadwork.queue;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a queue holds.
 *
 * @param queue its name
 * @param byState how many jobs stand in which state; states without jobs are left out
 * @param queuedByPriority how many QUEUED jobs have which priority
 * @param oldestDue for how long the job has been due that has waited longest; empty if none is due
 */
public record QueueDepth(
        String queue, Map<JobState, Long> byState, Map<Priority, Long> queuedByPriority, Optional<Duration> oldestDue) {

    /** Makes the maps immutable. */
    public QueueDepth {
        byState = Map.copyOf(byState);
        queuedByPriority = Map.copyOf(queuedByPriority);
    }

    /** How many jobs stand in this state. */
    public long count(JobState state) {
        return byState.getOrDefault(state, 0L);
    }
}

package io.github.steadwork.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a monitor knew at one moment.
 *
 * @param at the moment
 * @param since when the monitor was made
 * @param running what is running, the longest first
 * @param all what happened to all jobs
 * @param types what happened to the jobs of each type, by name
 * @param queues what happened to the jobs of each queue, by name
 */
public record MonitorSnapshot(
        Instant at,
        Instant since,
        List<RunningJob> running,
        JobStatistics all,
        List<JobStatistics> types,
        List<JobStatistics> queues) {

    /** Makes the lists immutable. */
    public MonitorSnapshot {
        running = List.copyOf(running);
        types = List.copyOf(types);
        queues = List.copyOf(queues);
    }

    /** What happened to the jobs of a type; empty if nothing did, or if it is counted under {@link JobMonitor#OTHER}. */
    public Optional<JobStatistics> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** What happened to the jobs of a queue; empty if nothing did, or if it is counted under {@link JobMonitor#OTHER}. */
    public Optional<JobStatistics> queue(String name) {
        return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
    }
}

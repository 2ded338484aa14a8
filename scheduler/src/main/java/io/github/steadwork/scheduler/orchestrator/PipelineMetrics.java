package io.github.steadwork.scheduler.orchestrator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What has become of the runs of a pipeline.
 *
 * @param executions how many have ended, however they did
 * @param successes how many have succeeded
 * @param failures how many have failed
 * @param busy how long all of them took together
 * @param hours successes and failures by hour, for the last day or so
 */
public record PipelineMetrics(long executions, long successes, long failures, Duration busy, List<Hour> hours) {

    /** Nothing yet. */
    public static final PipelineMetrics NONE = new PipelineMetrics(0, 0, 0, Duration.ZERO, List.of());

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);

    /** Makes the list immutable. */
    public PipelineMetrics {
        hours = List.copyOf(hours);
    }

    /**
     * What ended in one hour.
     *
     * @param from when the hour began
     */
    public record Hour(Instant from, long successes, long failures) {

        private Hour plus(boolean success, boolean failure) {
            return new Hour(from, successes + (success ? 1 : 0), failures + (failure ? 1 : 0));
        }
    }

    /** How long a run takes on average; zero if there was none. */
    public Duration averageTime() {
        return executions == 0 ? Duration.ZERO : busy.dividedBy(executions);
    }

    /** Successes and failures of the last 24 hours, by full hours. */
    public Hour lastDay(Instant now) {
        Instant from = now.minus(DAY);
        List<Hour> recent = hours.stream()
                .filter(hour -> hour.from.plus(HOUR).isAfter(from))
                .toList();
        return new Hour(
                from,
                recent.stream().mapToLong(Hour::successes).sum(),
                recent.stream().mapToLong(Hour::failures).sum());
    }

    PipelineMetrics ended(Duration took, boolean success, boolean failure, Instant at) {
        Instant hour = at.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        List<Hour> all = new ArrayList<>(hours);
        all.removeIf(old -> old.from.plus(DAY).plus(HOUR).isBefore(at));
        Hour current = all.isEmpty() || !all.get(all.size() - 1).from.equals(hour)
                ? new Hour(hour, 0, 0)
                : all.remove(all.size() - 1);
        all.add(current.plus(success, failure));
        return new PipelineMetrics(
                executions + 1, successes + (success ? 1 : 0), failures + (failure ? 1 : 0), busy.plus(took), all);
    }
}

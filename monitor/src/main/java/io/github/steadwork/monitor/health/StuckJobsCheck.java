package io.github.steadwork.monitor.health;

import io.github.steadwork.monitor.JobMonitor;
import io.github.steadwork.monitor.MonitorSnapshot;
import io.github.steadwork.monitor.RunningJob;
import io.github.steadwork.monitor.Window;
import java.time.Duration;
import java.util.List;

/**
 * Jobs of this process that run ten times as long as 99 % of their type did within a day, and this long at least; of types
 * that have not ended once, those that run for a day.
 */
record StuckJobsCheck(JobMonitor monitor, Duration atLeast) implements HealthCheck {

    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public String name() {
        return "stuck jobs";
    }

    @Override
    public Finding look() {
        if (monitor.running().stream().noneMatch(job -> job.ran().compareTo(atLeast) >= 0)) {
            return Finding.up("none");
        }
        MonitorSnapshot snapshot = monitor.snapshot();
        List<RunningJob> stuck = snapshot.running().stream()
                .filter(job -> job.ran().compareTo(longest(snapshot, job.type())) >= 0)
                .toList();
        if (stuck.isEmpty()) {
            return Finding.up("none");
        }
        RunningJob first = stuck.get(0);
        String reason = stuck.size() + ", as " + first.type() + " " + first.id() + " for "
                + first.ran().toSeconds() + " s";
        return new Finding(HealthStatus.DEGRADED, reason);
    }

    private Duration longest(MonitorSnapshot snapshot, String type) {
        Duration usual = snapshot.type(type)
                .map(statistics ->
                        statistics.in(Window.LAST_24_HOURS).durations().p99())
                .orElse(Duration.ZERO);
        Duration tenfold = usual.isZero() ? DAY : usual.multipliedBy(10);
        return tenfold.compareTo(atLeast) > 0 ? tenfold : atLeast;
    }
}

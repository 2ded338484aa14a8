package io.github.steadwork.monitor.health;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.monitor.JobMonitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Whether all is well, looked at when somebody asks.
 *
 * <pre>{@code
 * Health health = Health.builder(engine).monitor(monitor).build();
 * health.report().summary();
 * health.readiness().status();
 * }</pre>
 *
 * <p>A check that does not answer within the {@linkplain Builder#timeout timeout} is DOWN, and is not asked again until it has
 * answered, so a database that hangs costs one thread. Safe for use by many threads.
 */
public final class Health {

    private final List<Probe> probes;
    private final Duration timeout;

    private Health(Builder builder) {
        timeout = builder.timeout;
        probes = builder.checks.stream().map(Probe::new).toList();
    }

    /** A builder with the checks of this engine: database, queues, workers, schedules, disk, memory. */
    public static Builder builder(JobEngine engine) {
        return new Builder(engine);
    }

    /** Looks at everything. */
    public HealthReport report() {
        return look(check -> true);
    }

    /**
     * Whether the process is still of use: DOWN if it had better be started anew. The database has no say in it, for it would
     * not become better by that.
     */
    public HealthReport liveness() {
        return look(check -> check.scope() == HealthCheck.Scope.LIVENESS);
    }

    /** Whether the process can do its work: DOWN while its database or its connections cannot be had. Backlogs have no say in it. */
    public HealthReport readiness() {
        return look(check -> check.scope() != HealthCheck.Scope.INFORMATION);
    }

    private HealthReport look(Predicate<HealthCheck> wanted) {
        List<Probe> asked =
                probes.stream().filter(probe -> wanted.test(probe.check())).toList();
        asked.forEach(Probe::ask);
        long deadline = System.nanoTime() + timeout.toNanos();
        return HealthReport.of(asked.stream()
                .map(probe -> probe.answer(Duration.ofNanos(Math.max(0, deadline - System.nanoTime()))))
                .toList());
    }

    /** Sets what differs from the defaults. Not safe for use by many threads. */
    public static final class Builder {

        private final JobEngine engine;
        private final List<HealthCheck> checks = new ArrayList<>();
        private Duration timeout = Duration.ofSeconds(2);

        private Builder(JobEngine engine) {
            this.engine = engine;
            check(new DatabaseCheck(engine.backend(), Duration.ofMillis(250)));
            check(new QueueAgeCheck(engine.backend(), Duration.ofMinutes(5), Duration.ofHours(1)));
            check(new WorkersCheck(engine.workers()));
            check(new SchedulesCheck(engine.backend().documents(), Duration.ofMinutes(1), Duration.ofMinutes(10)));
            check(new DiskCheck(Path.of(System.getProperty("java.io.tmpdir", "."))));
            check(new MemoryCheck());
        }

        /** Looks with this check, too; it takes the place of one of the same name. */
        public Builder check(HealthCheck check) {
            without(check.name());
            checks.add(check);
            return this;
        }

        /** Does not look at this. */
        public Builder without(String name) {
            checks.removeIf(each -> each.name().equals(name));
            return this;
        }

        /** Looks for jobs of this monitor that are stuck. */
        public Builder monitor(JobMonitor monitor) {
            return check(new StuckJobsCheck(monitor, Duration.ofMinutes(10)));
        }

        /** Looks at a connection pool, whose figures this gives. */
        public Builder pool(Supplier<PoolUse> pool) {
            return check(new PoolCheck(pool));
        }

        /** From how long a database is slow; 250 ms by default. */
        public Builder slowDatabase(Duration slow) {
            return check(new DatabaseCheck(engine.backend(), slow));
        }

        /** From how long a wait in a queue is DEGRADED, 5 minutes by default, and DOWN, 1 hour. */
        public Builder queueAge(Duration degraded, Duration down) {
            return check(new QueueAgeCheck(engine.backend(), degraded, down));
        }

        /** From when a schedule that was not fired is DEGRADED, 1 minute by default, and DOWN, 10 minutes. */
        public Builder scheduleLag(Duration degraded, Duration down) {
            return check(new SchedulesCheck(engine.backend().documents(), degraded, down));
        }

        /** Where there has to be room: at a path; the folder for temporary files by default. */
        public Builder disk(Path path) {
            return check(new DiskCheck(path));
        }

        /** How long all checks together may take; 2 seconds by default. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** The checks, ready to look. */
        public Health build() {
            return new Health(this);
        }
    }
}

package io.github.steadwork.benchmarks.schedule;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.benchmarks.peer.Statements;
import io.github.steadwork.benchmarks.rounds.Report;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.Schedules;
import io.github.steadwork.scheduler.firing.JobSchedule;
import io.github.steadwork.scheduler.firing.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** How late a schedule fires, and how long it takes to fire many at once, on one PostgreSQL; no peer is measured. */
final class FiringBench {

    private static final JobType<String, Void> TYPE = JobType.of("tick", String.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int BATCH = 1_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final JobEngine engine;
    private final HikariDataSource source;
    private final Report report;

    private FiringBench(QueueBackend backend, HikariDataSource source, Report report) {
        this.engine = JobEngine.builder()
                .queue(backend)
                .register(TYPE, (payload, context) -> null)
                .build();
        this.source = source;
        this.report = report;
    }

    static void run(boolean full, Report report) throws InterruptedException, SQLException {
        try (PostgresServer server = PostgresServer.start()) {
            run(server.newDatabase(), full, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String url, boolean full, Report report) throws InterruptedException, SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        try (HikariDataSource source = new HikariDataSource(config);
                JdbcJobQueue queue = JdbcJobQueue.builder(source).wakeUp(false).build()) {
            FiringBench bench = new FiringBench(queue, source, report);
            report.say("");
            report.say("schedule.fire: schedules in one PostgreSQL");
            bench.measureLateness(Duration.ofSeconds(full ? 60 : 15));
            bench.measureBurst(full ? 100_000 : 20_000, 0);
            bench.measureBurst(full ? 100_000 : 20_000, full ? 1_000_000 : 100_000);
            bench.measureClaims(20_000, 0);
            bench.measureClaims(20_000, full ? 1_000_000 : 100_000);
        }
    }

    /** One node, with the default settings, and a schedule that is due each second. */
    private void measureLateness(Duration length) throws InterruptedException {
        Scheduler node = Scheduler.on(engine).build();
        node.create(JobSchedule.of(
                "each-second", Schedules.interval(Duration.ofSeconds(1), Instant.EPOCH), JobRequest.of(TYPE, "")));
        node.start();
        Thread.sleep(length.toMillis());
        node.close();
        node.delete("each-second");
        List<Long> late = engine.backend().inspector().list(JobFilter.ALL, Optional.empty(), 1_000).stream()
                .map(job -> Duration.between(job.runAt(), job.createdAt()).toMillis())
                .sorted()
                .toList();
        report.say(String.format(
                Locale.ROOT,
                "  lateness of %d fire times, one node: median %d ms, longest %d ms",
                late.size(),
                late.get(late.size() / 2),
                late.get(late.size() - 1)));
    }

    /** So many are due at the same instant, beside others that are not. */
    private void measureBurst(int due, int others) throws SQLException {
        store("other", Schedules.once(now().plus(Duration.ofDays(1))), others);
        Instant first = now().plus(HOUR);
        store("due", Schedules.interval(HOUR.multipliedBy(100), first), due);
        makeDue(first);
        Statements.run(source, "VACUUM ANALYZE");
        Scheduler node = Scheduler.on(engine).build();
        long start = System.nanoTime();
        int fired = node.fireDue();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        report.say(String.format(
                Locale.ROOT,
                "  %,d due at the same instant beside %,d others, one node: %.1f s, %,.0f /s",
                fired,
                others,
                seconds,
                fired / seconds));
        Statements.run(source, "TRUNCATE steadwork_document, steadwork_job");
    }

    /** How fast jobs are claimed and run beside so many schedules that are not due. */
    private void measureClaims(int jobs, int schedules) throws InterruptedException, SQLException {
        store("other", Schedules.once(now().plus(Duration.ofDays(1))), schedules);
        for (int stored = 0; stored < jobs; stored += BATCH) {
            engine.jobs()
                    .enqueueAll(Collections.nCopies(BATCH, "").stream()
                            .map(payload -> JobRequest.of(TYPE, payload))
                            .toList());
        }
        Statements.run(source, "VACUUM ANALYZE");
        CountDownLatch left = new CountDownLatch(jobs);
        long start = System.nanoTime();
        JobEngine worker = JobEngine.builder()
                .queue(engine.backend())
                .register(TYPE, (payload, context) -> {
                    left.countDown();
                    return null;
                })
                .start();
        left.await();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        worker.close();
        report.say(String.format(
                Locale.ROOT,
                "  %,d jobs claimed and run beside %,d schedules: %.1f s, %,.0f /s",
                jobs,
                schedules,
                seconds,
                jobs / seconds));
        Statements.run(source, "TRUNCATE steadwork_document, steadwork_job");
    }

    private Instant now() {
        return engine.backend().documents().now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets what is due in an hour be due now. */
    private void makeDue(Instant first) throws SQLException {
        Statements.run(
                source,
                "UPDATE steadwork_document SET due = due - 3600000000, json = replace(json, '\"next\":\"" + first
                        + "\"', '\"next\":\"" + first.minus(HOUR) + "\"') WHERE doc_key LIKE 'due%'");
    }

    /** Makes one, and copies it in the database, each with an identity of its own. */
    private void store(String name, Schedule schedule, int count) throws SQLException {
        if (count == 0) {
            return;
        }
        Scheduler.on(engine).build().create(JobSchedule.of(name, schedule, JobRequest.of(TYPE, "payload of " + name)));
        Statements.run(source, """
                INSERT INTO steadwork_document (namespace, doc_key, version, due, json)
                SELECT namespace, doc_key || n, version, due,
                    regexp_replace(json, '"born":"[^"]*"', '"born":"' || gen_random_uuid() || '"')
                FROM steadwork_document, generate_series(2, %d) AS n WHERE doc_key = '%s'""".formatted(count, name));
    }
}

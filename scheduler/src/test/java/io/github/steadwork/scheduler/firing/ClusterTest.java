package io.github.steadwork.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.DatabaseTime;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Twenty nodes on one PostgreSQL over simulated days, some of which die on the tick: each fire time becomes one job. */
@Timeout(120)
final class ClusterTest {

    private static final int NODES = 20;
    private static final Duration DAYS = Duration.ofDays(2);
    private static final Duration STEP = Duration.ofMinutes(72);
    private static final JobType<String, Void> TYPE = JobType.of("tick", String.class);

    private final DatabaseTime time = new DatabaseTime();
    private final Random random = new Random(6);

    /** A node, and the line to its database. */
    private static final class Node implements AutoCloseable {

        final LosingBackend line = new LosingBackend();
        final QueueBackend backend;
        final JobEngine engine;
        final Scheduler scheduler;

        Node(HikariDataSource source, DatabaseTime time) {
            JdbcJobQueue queue = JdbcJobQueue.builder(source).wakeUp(false).build();
            time.add(queue);
            backend = queue;
            engine = JobEngine.builder()
                    .queue(line.over(queue))
                    .register(TYPE, (payload, context) -> null)
                    .build();
            scheduler = Scheduler.on(engine).build();
        }

        @Override
        public void close() {
            scheduler.close();
            engine.close();
            backend.close();
        }
    }

    @Test
    void everyFireTimeOfTwoDaysIsFiredOnceThoughNodesDieOnTheTick() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(PostgresServer.shared().newDatabase());
        config.setMaximumPoolSize(NODES + 4);
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        try (HikariDataSource source = new HikariDataSource(config);
                Node first = new Node(source, time)) {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                nodes.add(new Node(source, time));
            }
            Map<String, Schedule> schedules = schedules();
            Instant start = first.backend.documents().now();
            schedules.forEach((name, schedule) -> first.scheduler.create(
                    JobSchedule.of(name, schedule, JobRequest.of(TYPE, name)).fireAllMissed(10_000)));

            for (Duration gone = Duration.ZERO; gone.compareTo(DAYS) < 0; gone = gone.plus(STEP)) {
                time.advance(STEP);
                letSomeDie(nodes);
                fireTogether(nodes, threads);
                if (random.nextInt(8) == 0) {
                    replaceOne(nodes, source);
                }
            }
            time.advance(Duration.ofMinutes(2));
            first.scheduler.fireDue();

            assertThat(fired(first.backend)).isEqualTo(expected(first, schedules, start));
            nodes.forEach(Node::close);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Map<String, Schedule> schedules() {
        Map<String, Schedule> all = new HashMap<>();
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")) {
            ZoneId id = ZoneId.of(zone);
            all.put("quarters/" + zone, Schedules.everyMinutes(15, id));
            all.put("hours/" + zone, Schedules.hourly(20, id));
            all.put("office/" + zone, Schedules.cron("*/10 9-17 * * *", id));
            all.put("daily/" + zone, Schedules.daily(LocalTime.of(6, 0), id));
        }
        return all;
    }

    /** A node dies before or after its next write. */
    private void letSomeDie(List<Node> nodes) {
        for (int i = 0; i < 3; i++) {
            nodes.get(random.nextInt(NODES))
                    .line
                    .lose(random.nextBoolean() ? LosingBackend.Loses.REQUEST : LosingBackend.Loses.REPLY);
        }
    }

    private static void fireTogether(List<Node> nodes, ExecutorService threads) throws Exception {
        List<Callable<Integer>> looks = nodes.stream()
                .<Callable<Integer>>map(node -> node.scheduler::fireDue)
                .toList();
        for (Future<Integer> look : threads.invokeAll(looks)) {
            look.get();
        }
    }

    private void replaceOne(List<Node> nodes, HikariDataSource source) {
        int dead = random.nextInt(NODES);
        nodes.get(dead).close();
        nodes.set(dead, new Node(source, time));
    }

    /** Each job as schedule and fire time; one that is there twice counts twice. */
    private static Map<String, Integer> fired(QueueBackend backend) {
        Map<String, Integer> fired = new HashMap<>();
        Optional<JobId> before = Optional.empty();
        List<JobRecord> page = backend.inspector().list(JobFilter.ALL, before, 1_000);
        while (!page.isEmpty()) {
            page.forEach(job -> fired.merge(
                    job.request().headers().get(JobSchedule.SCHEDULE_HEADER) + " "
                            + job.request().headers().get(JobSchedule.FIRE_TIME_HEADER),
                    1,
                    Integer::sum));
            page = backend.inspector()
                    .list(JobFilter.ALL, Optional.of(page.get(page.size() - 1).id()), 1_000);
        }
        return fired;
    }

    private static Map<String, Integer> expected(Node node, Map<String, Schedule> schedules, Instant start) {
        Instant now = node.backend.documents().now();
        Map<String, Integer> expected = new HashMap<>();
        schedules.forEach((name, schedule) -> {
            Optional<Instant> at = schedule.next(start);
            while (at.isPresent() && !at.get().isAfter(now)) {
                expected.put(name + " " + at.get(), 1);
                at = schedule.next(at.get());
            }
        });
        return expected;
    }
}

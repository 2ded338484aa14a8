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
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.Schedules;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Twenty nodes in four processes on one PostgreSQL over simulated days. Processes are killed on the tick, just before and just after a node
 * has written, and one sleeps over it: each fire time becomes one job.
 */
@Timeout(240)
final class ClusterTest {

    static final JobType<String, Void> TYPE = JobType.of("tick", String.class);

    private static final int PROCESSES = 4;
    private static final int NODES = 5;
    private static final Duration DAYS = Duration.ofDays(2);
    private static final Duration STEP = Duration.ofMinutes(72);

    private final List<NodesProcess> processes = new ArrayList<>();
    private String url = "";

    @AfterEach
    void end() throws InterruptedException {
        for (NodesProcess process : processes) {
            process.kill();
        }
    }

    @Test
    void everyFireTimeOfTwoDaysIsFiredOnceThoughProcessesDieOnTheTick() throws Exception {
        url = PostgresServer.shared().newDatabase();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        try (HikariDataSource source = new HikariDataSource(config);
                JdbcJobQueue queue = JdbcJobQueue.builder(source).wakeUp(false).build();
                JobEngine engine = JobEngine.builder()
                        .queue(queue)
                        .register(TYPE, (payload, context) -> null)
                        .build();
                Scheduler scheduler = Scheduler.on(engine).build()) {
            Map<String, Schedule> schedules = schedules();
            schedules.forEach((name, schedule) -> scheduler.create(
                    JobSchedule.of(name, schedule, JobRequest.of(TYPE, name)).fireAllMissed(10_000)));
            Map<String, Instant> first = new HashMap<>();
            scheduler
                    .list("", 100)
                    .forEach(status -> first.put(status.name(), status.nextRun().orElseThrow()));
            startProcesses();

            liveThroughDays();
            Duration last = DAYS.plusMinutes(2);
            Instant end = queue.documents().now().plus(last);
            fireTogether(processes, last);

            assertThat(fired(queue, end)).isEqualTo(expected(schedules, first, end));
        }
    }

    private void startProcesses() throws IOException {
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(NodesProcess.start(url, NODES));
        }
        for (NodesProcess process : processes) {
            process.awaitReady();
        }
    }

    private void liveThroughDays() throws Exception {
        int step = 0;
        for (Duration time = STEP; time.compareTo(DAYS) <= 0; time = time.plus(STEP)) {
            switch (step++ % 20) {
                case 2 -> dieOnTheTick(time, NodesMain.Hold.BEFORE_THE_WRITE);
                case 7 -> dieOnTheTick(time, NodesMain.Hold.AFTER_THE_WRITE);
                case 12 -> sleepOverTheTick(time);
                default -> fireTogether(processes, time);
            }
        }
    }

    private static void fireTogether(List<NodesProcess> some, Duration time) throws IOException {
        for (NodesProcess process : some) {
            process.fireAt(time, NodesMain.Hold.NOWHERE);
        }
        for (NodesProcess process : some) {
            process.awaitDone();
        }
    }

    /** One process stands still with a batch in its hands while the others fire, and is then killed. */
    private void dieOnTheTick(Duration time, NodesMain.Hold where) throws Exception {
        NodesProcess victim = processes.remove(0);
        try {
            victim.fireAt(time, where);
            victim.awaitHolding();
            fireTogether(processes, time);
        } finally {
            victim.kill();
        }
        NodesProcess heir = NodesProcess.start(url, NODES);
        processes.add(heir);
        heir.awaitReady();
    }

    /** As before, but it is not killed: it writes what the others have written long ago. */
    private void sleepOverTheTick(Duration time) throws Exception {
        NodesProcess sleeper = processes.remove(0);
        processes.add(sleeper);
        sleeper.fireAt(time, NodesMain.Hold.BEFORE_THE_WRITE);
        sleeper.awaitHolding();
        fireTogether(processes.subList(0, PROCESSES - 1), time);
        sleeper.release();
        sleeper.awaitDone();
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

    /** Each job as schedule and fire time, up to an instant; one that is there twice counts twice. */
    private static Map<String, Integer> fired(QueueBackend backend, Instant end) {
        Map<String, Integer> fired = new HashMap<>();
        Optional<JobId> before = Optional.empty();
        List<JobRecord> page = backend.inspector().list(JobFilter.ALL, before, 1_000);
        while (!page.isEmpty()) {
            for (JobRecord job : page) {
                String fireTime = job.request().headers().getOrDefault(JobSchedule.FIRE_TIME_HEADER, "");
                if (!Instant.parse(fireTime).isAfter(end)) {
                    fired.merge(
                            job.request().headers().get(JobSchedule.SCHEDULE_HEADER) + " " + fireTime, 1, Integer::sum);
                }
            }
            page = backend.inspector()
                    .list(JobFilter.ALL, Optional.of(page.get(page.size() - 1).id()), 1_000);
        }
        return fired;
    }

    private static Map<String, Integer> expected(
            Map<String, Schedule> schedules, Map<String, Instant> first, Instant end) {
        Map<String, Integer> expected = new HashMap<>();
        schedules.forEach((name, schedule) -> {
            Optional<Instant> at = Optional.ofNullable(first.get(name));
            while (at.isPresent() && !at.get().isAfter(end)) {
                expected.put(name + " " + at.get(), 1);
                at = schedule.next(at.get());
            }
        });
        return expected;
    }
}

package io.github.steadwork.scheduler.firing;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.Schedules;
import io.github.steadwork.testkit.BackendTime;
import io.github.steadwork.testkit.TestedBackend;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * What the contracts of the scheduler share: a backend, an engine, a scheduler, and words to write the tests in. Time goes on by itself where the backend's does, by much less than a minute during a
 * test, and is moved on by the tests.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class SchedulerScene {

    /** What the jobs of these tests are given. */
    record Order(String what) {}

    static final Duration HOUR = Duration.ofHours(1);
    static final JobType<Order, Void> TYPE = JobType.of("order", Order.class);
    static final JobRequest<Order, Void> REQUEST = JobRequest.of(TYPE, new Order("tea"));

    final Queue<JobEvent> events = new ConcurrentLinkedQueue<>();
    final Queue<String> done = new ConcurrentLinkedQueue<>();
    QueueBackend backend;
    BackendTime time;
    JobEngine engine;
    Scheduler scheduler;
    Schedule hourly;
    Instant firstFire;
    boolean jobsFail;

    /** A fresh, empty backend. It is closed after the test. */
    protected abstract TestedBackend open();

    @BeforeEach
    void openBackend() {
        TestedBackend tested = open();
        backend = tested.queue();
        time = tested.time();
        engine = engine(backend);
        scheduler = Scheduler.on(engine).build();
        Instant now = now();
        hourly = Schedules.interval(HOUR, now.plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MILLIS));
        firstFire = hourly.next(now).orElseThrow();
    }

    @AfterEach
    void closeBackend() {
        engine.close();
        backend.close();
    }

    JobEngine engine(QueueBackend on) {
        return engine(on, JobConfig.DEFAULT, this::work);
    }

    JobEngine engine(QueueBackend on, JobConfig config, JobFunction<Order, @Nullable Void> work) {
        return JobEngine.builder()
                .queue(on)
                .config(config)
                .listener(events::add)
                .register(TYPE, work)
                .build();
    }

    @Nullable
    Void work(Order order, JobContext context) {
        done.add(order.what + " " + context.headers().get(JobSchedule.FIRE_TIME_HEADER));
        if (jobsFail) {
            throw new PermanentException("out of tea");
        }
        return null;
    }

    Instant now() {
        return backend.documents().now();
    }

    /** Moves the time on to a moment after the nth fire time from the first, which is number 0, and fires. */
    int fireAt(int number) {
        moveTo(firstFire.plus(HOUR.multipliedBy(number)));
        return scheduler.fireDue();
    }

    void moveTo(Instant instant) {
        time.advance(Duration.between(now(), instant));
    }

    void create(UnaryOperator<JobSchedule> change) {
        scheduler.create(change.apply(JobSchedule.of("tea", hourly, REQUEST)));
    }

    ScheduleStatus tea() {
        return scheduler.find("tea").orElseThrow();
    }

    JobRecord job(ScheduledRun run) {
        return backend.inspector().find(run.id()).orElseThrow();
    }

    List<Instant> fireTimes() {
        return tea().runs().stream().map(ScheduledRun::fireTime).sorted().toList();
    }

    List<Instant> hours(int... numbers) {
        return java.util.Arrays.stream(numbers)
                .mapToObj(number -> firstFire.plus(HOUR.multipliedBy(number)))
                .toList();
    }

    long jobs() {
        return backend.inspector().count(JobFilter.ALL);
    }
}

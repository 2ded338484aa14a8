package io.github.steadwork.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each fire time becomes one job. */
abstract class FireContract extends SchedulerScene {

    @Test
    void aFireTimeBecomesOneJobWhenItHasCome() {
        scheduler.create(JobSchedule.of(
                "tea",
                hourly,
                REQUEST.priority(Priority.HIGH)
                        .tags("hot")
                        .maxRetries(7)
                        .header("tenant", "t1")
                        .limit(Limit.ofKey("kettle", 1))));

        assertThat(scheduler.fireDue()).isZero();
        assertThat(tea().nextRun()).contains(firstFire);
        assertThat(fireAt(0)).isEqualTo(1);
        assertThat(scheduler.fireDue()).isZero();

        ScheduledRun run = tea().lastRun().orElseThrow();
        assertThat(run.fireTime()).isEqualTo(firstFire);
        assertThat(run.trigger()).isEqualTo(RunTrigger.SCHEDULE);
        assertThat(run.state()).isEqualTo(RunState.OPEN);
        JobRecord job = job(run);
        assertThat(job.runAt()).isEqualTo(firstFire);
        assertThat(job.request().type()).isEqualTo("order");
        assertThat(job.request().priority()).isEqualTo(Priority.HIGH);
        assertThat(job.request().tags()).containsExactly("hot");
        assertThat(job.request().maxRetries()).isEqualTo(7);
        assertThat(job.request().flow().limits()).containsExactly(Limit.ofKey("kettle", 1));
        assertThat(job.request().headers())
                .containsEntry("schedule", "tea")
                .containsEntry("fire-time", firstFire.toString())
                .containsEntry("trigger", "SCHEDULE")
                .containsEntry("tenant", "t1");
        assertThat(tea().nextRun()).contains(firstFire.plus(HOUR));
    }

    @Test
    void aJobThatWasFiredRuns() {
        create(schedule -> schedule);

        fireAt(0);
        engine.runDue();
        fireAt(1);
        engine.runDue();

        assertThat(done).containsExactly("tea " + firstFire, "tea " + firstFire.plus(HOUR));
        assertThat(events).filteredOn(JobEvent.ScheduleFired.class::isInstance).hasSize(2);
        assertThat(tea().counts().succeeded()).isEqualTo(2);
        assertThat(tea().counts().successRate()).hasValue(1.0);
    }

    @Test
    void manyNodesThatFireAtTheSameMomentFireEachFireTimeOnce() throws Exception {
        int nodes = 6;
        int schedules = 120;
        for (int i = 0; i < schedules; i++) {
            scheduler.create(JobSchedule.of("s" + i, hourly, REQUEST));
        }
        moveTo(firstFire);
        CountDownLatch ready = new CountDownLatch(nodes);
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Scheduler node = Scheduler.on(engine).build();
            Thread thread = new Thread(() -> {
                ready.countDown();
                try {
                    ready.await();
                    node.fireDue();
                } catch (Throwable error) {
                    errors.add(error);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(errors).isEmpty();
        assertThat(jobs()).isEqualTo(schedules);
        assertThat(scheduler.list("", 1_000)).allMatch(status -> status.counts().fired() == 1);
    }

    @Test
    void aNodeWhoseWriteOrReplyIsLostFiresOnceAllTheSame() {
        LosingBackend line = new LosingBackend();
        Scheduler unlucky = Scheduler.on(engine(line.over(backend))).build();
        create(schedule -> schedule);

        List<LosingBackend.Loses> losses = List.of(LosingBackend.Loses.values());
        for (int number = 0; number < losses.size(); number++) {
            moveTo(firstFire.plus(HOUR.multipliedBy(number)));
            line.lose(losses.get(number));
            unlucky.fireDue();
            time.advance(Duration.ofMinutes(2)); // a write that was lost is put off for a minute
            scheduler.fireDue();
        }

        assertThat(fireTimes()).isEqualTo(hours(0, 1, 2));
        assertThat(jobs()).isEqualTo(3);
    }

    @Test
    void aNodeThatSleptOverTheTickCannotFireItAgain() {
        create(schedule -> schedule);
        moveTo(firstFire);
        Document read = backend.documents().get(StoredSchedule.NAMESPACE, "tea").orElseThrow();
        scheduler.fireDue();
        engine.runDue();
        backend.purge(JobFilter.ALL, Duration.ZERO, 10);

        boolean stored = backend.enqueue(new io.github.steadwork.queue.EnqueueBatch(
                        List.of(engine.jobs().encode(REQUEST)),
                        List.of(new DocumentChange.Put(
                                read.namespace(), read.key(), read.version(), read.due(), read.json())),
                        false))
                .accepted();

        assertThat(stored).isFalse();
        assertThat(jobs()).isZero();
        assertThat(scheduler.fireDue()).isZero();
    }

    @Test
    void aStartedSchedulerFiresByItself() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        JobEngine other = engine(backend, JobConfig.DEFAULT, (order, context) -> {
            ran.countDown();
            return null;
        });
        try (other;
                Scheduler started = Scheduler.on(other)
                        .declare(JobSchedule.of("tea", hourly, REQUEST))
                        .pollInterval(Duration.ofMillis(20))
                        .start()) {
            other.start();
            assertThat(started.find("tea")).isPresent();
            moveTo(firstFire);

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aSchedulerThatIsSwitchedOffNeitherDeclaresNorFiresButCanBeAsked() {
        JobConfig off =
                JobConfig.builder().set(JobSetting.SCHEDULER_ENABLED, "false").build();
        JobEngine other = engine(backend, off, this::work);
        try (Scheduler passive = Scheduler.on(other)
                .declare(JobSchedule.of("tea", hourly, REQUEST))
                .pollInterval(Duration.ofMillis(1))
                .start()) {
            assertThat(scheduler.find("tea")).isEmpty();
            passive.create(JobSchedule.of("coffee", hourly, REQUEST));
            assertThat(scheduler.find("coffee")).isPresent();
        }
        other.close();
    }

    @Test
    void aPayloadCanBeComputedFromTheFireTime() {
        scheduler.create(JobSchedule.computed("tea", hourly, at -> JobRequest.of(TYPE, new Order("for " + at))));

        fireAt(0);
        engine.runDue();

        assertThat(done).containsExactly("for " + firstFire + " " + firstFire);
        assertThat(tea().type()).isEmpty();
    }

    @Test
    void whatANodeCannotComputeItLeavesToOthersAndFiresTheRest() {
        scheduler.create(JobSchedule.computed("a", hourly, at -> REQUEST));
        scheduler.create(JobSchedule.of("b", hourly, REQUEST));
        Scheduler stranger = Scheduler.on(engine).build();
        moveTo(firstFire);

        assertThat(stranger.fireDue()).isEqualTo(1);
        assertThat(stranger.find("b").orElseThrow().counts().fired()).isEqualTo(1);
        assertThat(scheduler.fireDue()).isEqualTo(1);
        assertThat(stranger.find("a").orElseThrow().counts().fired()).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeFiredIsToldAndTriedAgainAndStandsInNobodysWay() {
        boolean[] broken = {true};
        scheduler.create(JobSchedule.computed("a", hourly, at -> {
            if (broken[0]) {
                throw new IllegalStateException("no leaves");
            }
            return REQUEST;
        }));
        scheduler.create(JobSchedule.of("b", hourly, REQUEST));

        assertThat(fireAt(0)).isEqualTo(1);
        assertThat(events)
                .filteredOn(JobEvent.ScheduleFailed.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((JobEvent.ScheduleFailed) event).schedule()).isEqualTo("a"));
        broken[0] = false;
        time.advance(Duration.ofMinutes(2));

        assertThat(scheduler.fireDue()).isEqualTo(1);
        assertThat(scheduler.find("a").orElseThrow().lastRun().orElseThrow().fireTime())
                .isEqualTo(firstFire);
    }

    @Test
    void aDocumentThatNobodyCanReadStandsInNobodysWay() {
        backend.documents()
                .apply(List.of(new DocumentChange.Put(
                        StoredSchedule.NAMESPACE,
                        "a",
                        0,
                        java.util.Optional.of(firstFire),
                        "{\"from\": \"the future\"}")));
        create(schedule -> schedule);

        assertThat(fireAt(0)).isEqualTo(1);
        time.advance(Duration.ofMinutes(2));
        scheduler.fireDue();

        Document left = backend.documents().get(StoredSchedule.NAMESPACE, "a").orElseThrow();
        assertThat(left.json()).contains("the future");
        assertThat(left.due().orElseThrow()).isAfter(now());
    }
}

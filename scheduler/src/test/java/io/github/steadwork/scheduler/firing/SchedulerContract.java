package io.github.steadwork.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How schedules fire, on whatever backend. Time goes on by itself where the backend's does, by much less than a minute during a
 * test, and is moved on by the tests.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class SchedulerContract {

    /** What the jobs of these tests are given. */
    record Order(String what) {}

    private static final Duration HOUR = Duration.ofHours(1);
    private static final JobType<Order, Void> TYPE = JobType.of("order", Order.class);
    private static final JobRequest<Order, Void> REQUEST = JobRequest.of(TYPE, new Order("tea"));

    private final Queue<JobEvent> events = new ConcurrentLinkedQueue<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private QueueBackend backend;
    private BackendTime time;
    private JobEngine engine;
    private Scheduler scheduler;
    private Schedule hourly;
    private Instant firstFire;
    private boolean jobsFail;

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

    private JobEngine engine(QueueBackend on) {
        return engine(on, JobConfig.DEFAULT, this::work);
    }

    private JobEngine engine(QueueBackend on, JobConfig config, JobFunction<Order, @Nullable Void> work) {
        return JobEngine.builder()
                .queue(on)
                .config(config)
                .listener(events::add)
                .register(TYPE, work)
                .build();
    }

    private @Nullable Void work(Order order, JobContext context) {
        done.add(order.what + " " + context.headers().get(JobSchedule.FIRE_TIME_HEADER));
        if (jobsFail) {
            throw new PermanentException("out of tea");
        }
        return null;
    }

    private Instant now() {
        return backend.documents().now();
    }

    /** Moves the time on to a moment after the nth fire time from the first, which is number 0, and fires. */
    private int fireAt(int number) {
        moveTo(firstFire.plus(HOUR.multipliedBy(number)));
        return scheduler.fireDue();
    }

    private void moveTo(Instant instant) {
        time.advance(Duration.between(now(), instant));
    }

    private void create(UnaryOperator<JobSchedule> change) {
        scheduler.create(change.apply(JobSchedule.of("tea", hourly, REQUEST)));
    }

    private ScheduleStatus tea() {
        return scheduler.find("tea").orElseThrow();
    }

    private JobRecord job(ScheduledRun run) {
        return backend.inspector().find(run.id()).orElseThrow();
    }

    private List<Instant> fireTimes() {
        return tea().runs().stream().map(ScheduledRun::fireTime).sorted().toList();
    }

    private List<Instant> hours(int... numbers) {
        return java.util.Arrays.stream(numbers)
                .mapToObj(number -> firstFire.plus(HOUR.multipliedBy(number)))
                .toList();
    }

    private long jobs() {
        return backend.inspector().count(JobFilter.ALL);
    }

    // ---- firing

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

    // ---- what is computed

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

    // ---- misfires

    @Test
    void oneJobMakesUpForAllThatWereMissed() {
        create(schedule -> schedule.misfire(MisfirePolicy.FIRE_ONCE));

        moveTo(firstFire.plus(HOUR.multipliedBy(4)).plus(Duration.ofMinutes(10)));
        scheduler.fireDue();

        assertThat(fireTimes()).isEqualTo(hours(4));
        assertThat(tea().lastRun().orElseThrow().trigger()).isEqualTo(RunTrigger.MISFIRE);
        assertThat(tea().counts().missed()).isEqualTo(4);
        assertThat(tea().nextRun()).contains(firstFire.plus(HOUR.multipliedBy(5)));
    }

    @Test
    void allThatWereMissedAreFiredUpToABoundTheLatestOnes() {
        create(schedule -> schedule.fireAllMissed(3));

        fireAt(5); // the sixth is in time

        assertThat(fireTimes()).isEqualTo(hours(2, 3, 4, 5));
        assertThat(tea().counts().missed()).isEqualTo(2);
    }

    @Test
    void whatWasMissedIsPassedOver() {
        create(schedule -> schedule.misfire(MisfirePolicy.SKIP));

        fireAt(5);

        assertThat(fireTimes()).isEqualTo(hours(5));
        assertThat(tea().counts().missed()).isEqualTo(5);
        assertThat(events).filteredOn(JobEvent.FiresSkipped.class::isInstance).hasSize(1);
    }

    @Test
    void ofMillionsThatWereMissedTheLatestAreFoundAtOnce() {
        scheduler.create(JobSchedule.of("tea", Schedules.interval(Duration.ofMillis(2), firstFire), REQUEST)
                .from(firstFire)
                .until(firstFire.plus(HOUR.multipliedBy(24)))
                .fireAllMissed(5));

        moveTo(firstFire.plus(HOUR.multipliedBy(25)));
        scheduler.fireDue();

        assertThat(tea().runs().get(0).fireTime()).isEqualTo(firstFire.plus(HOUR.multipliedBy(24)));
        assertThat(tea().runs()).hasSize(5);
        assertThat(tea().nextRun()).isEmpty();
    }

    // ---- overlap

    @Test
    void runsOverlapWhereTheyMay() {
        create(schedule -> schedule.overlap(OverlapPolicy.ALLOW));

        fireAt(0);
        fireAt(1);

        assertThat(tea().runs()).extracting(run -> job(run).state()).containsOnly(JobState.QUEUED);
        assertThat(fireTimes()).isEqualTo(hours(0, 1));
    }

    @Test
    void aFireTimeIsPassedOverWhileAnEarlierRunHasNotEnded() {
        create(schedule -> schedule.overlap(OverlapPolicy.SKIP));

        fireAt(0);
        fireAt(1);
        engine.runDue();
        fireAt(2);

        assertThat(fireTimes()).isEqualTo(hours(0, 2));
        assertThat(tea().counts().skipped()).isEqualTo(1);
    }

    @Test
    void oneWaitsForTheEarlierRunAndMoreArePassedOver() {
        create(schedule -> schedule.overlap(OverlapPolicy.QUEUE_ONE));

        fireAt(0);
        fireAt(1);
        fireAt(2);

        assertThat(fireTimes()).isEqualTo(hours(0, 1));
        assertThat(tea().runs()).extracting(run -> job(run).state()).containsExactly(JobState.WAITING, JobState.QUEUED);
        jobsFail = true;
        engine.runDue();
        assertThat(done).hasSize(2);
        fireAt(3);
        assertThat(fireTimes()).isEqualTo(hours(0, 1, 3));
    }

    @Test
    void theEarlierRunIsCancelledAndTheNextFollowsIt() {
        create(schedule -> schedule.overlap(OverlapPolicy.CANCEL_RUNNING));

        fireAt(0);
        fireAt(1);

        assertThat(tea().runs()).extracting(ScheduledRun::state).containsExactly(RunState.OPEN, RunState.CANCELLED);
        engine.runDue();
        assertThat(done).containsExactly("tea " + firstFire.plus(HOUR));
    }

    // ---- what operators do

    @Test
    void aPausedScheduleDoesNotFireAndMakesUpForNothing() {
        create(schedule -> schedule.misfire(MisfirePolicy.FIRE_ALL));

        scheduler.pause("tea", "holidays");
        fireAt(2);
        assertThat(jobs()).isZero();
        assertThat(tea().state()).isEqualTo(ScheduleState.PAUSED);
        assertThat(tea().reason()).isEqualTo("holidays");
        assertThat(tea().nextRun()).isEmpty();
        scheduler.resume("tea");
        fireAt(3);

        assertThat(fireTimes()).isEqualTo(hours(3));
    }

    @Test
    void aScheduleCanBeginPaused() {
        create(schedule -> schedule.enabled(false));

        assertThat(fireAt(0)).isZero();
        assertThat(tea().state()).isEqualTo(ScheduleState.PAUSED);
    }

    @Test
    void aScheduleCanBeTriggeredAtOnce() {
        create(schedule -> schedule.enabled(false));

        JobId id = scheduler.trigger("tea");

        engine.runDue();
        assertThat(done).hasSize(1);
        ScheduledRun run = tea().lastRun().orElseThrow();
        assertThat(run.id()).isEqualTo(id);
        assertThat(run.trigger()).isEqualTo(RunTrigger.MANUAL);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void aTriggerWhoseReplyIsLostHasOneEffect() {
        LosingBackend line = new LosingBackend();
        Scheduler unlucky = Scheduler.on(engine(line.over(backend))).build();
        create(schedule -> schedule);

        line.lose(LosingBackend.Loses.REPLY);
        unlucky.trigger("tea");

        assertThat(jobs()).isEqualTo(1);
        assertThat(tea().counts().fired()).isEqualTo(1);
    }

    @Test
    void aChangedScheduleFiresAsItSaysThen() {
        create(schedule -> schedule);
        Instant soon = now().plus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MILLIS);

        scheduler.reschedule("tea", Schedules.once(soon));
        assertThat(tea().nextRun()).contains(soon);
        scheduler.update(JobSchedule.of("tea", Schedules.once(soon), JobRequest.of(TYPE, new Order("coffee"))));
        moveTo(soon);
        scheduler.fireDue();
        engine.runDue();

        assertThat(done).containsExactly("coffee " + soon);
        assertThat(tea().nextRun()).isEmpty();
        assertThat(tea().description()).startsWith("Once");
    }

    @Test
    void aDeletedScheduleIsGoneAndItsNameIsFree() {
        create(schedule -> schedule);
        assertThatThrownBy(() -> create(schedule -> schedule))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'tea'");

        assertThat(scheduler.delete("tea")).isTrue();
        assertThat(scheduler.delete("tea")).isFalse();

        assertThat(fireAt(0)).isZero();
        assertThat(scheduler.find("tea")).isEmpty();
        assertThatThrownBy(() -> scheduler.pause("tea", "gone")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scheduler.trigger("tea")).isInstanceOf(IllegalArgumentException.class);
        create(schedule -> schedule);
        assertThat(fireAt(1)).isEqualTo(1);
    }

    @Test
    void schedulesAreListedByNameAndPreviewed() {
        for (String name : List.of("c", "a", "b")) {
            scheduler.create(JobSchedule.of(name, hourly, REQUEST));
        }

        assertThat(scheduler.list("", 2)).extracting(ScheduleStatus::name).containsExactly("a", "b");
        assertThat(scheduler.list("b", 2)).extracting(ScheduleStatus::name).containsExactly("c");
        assertThat(scheduler.preview("a", 3)).isEqualTo(hours(0, 1, 2));
    }

    @Test
    void aRangeOfThePastIsBackfilled() {
        create(schedule -> schedule.overlap(OverlapPolicy.SKIP));

        List<JobId> ids = scheduler.backfill("tea", firstFire.minus(HOUR.multipliedBy(3)), firstFire);

        assertThat(ids).hasSize(3);
        assertThat(fireTimes()).isEqualTo(hours(-3, -2, -1));
        assertThat(tea().runs()).extracting(ScheduledRun::trigger).containsOnly(RunTrigger.BACKFILL);
        assertThat(fireAt(0)).isEqualTo(1);
        engine.runDue();
        assertThat(done).hasSize(4);
        assertThatThrownBy(() -> scheduler.backfill("tea", firstFire.minus(HOUR.multipliedBy(10_001)), firstFire))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10000");
    }

    // ---- when it fires

    @Test
    void noFireTimeLiesBeforeTheStartOrAfterTheEnd() {
        create(schedule -> schedule.from(firstFire.plus(HOUR)).until(firstFire.plus(HOUR.multipliedBy(2))));

        for (int number = 0; number < 5; number++) {
            fireAt(number);
        }

        assertThat(fireTimes()).isEqualTo(hours(1, 2));
        assertThat(tea().nextRun()).isEmpty();
    }

    @Test
    void jitterPutsTheJobOffAndNotTheFireTime() {
        Duration most = Duration.ofMinutes(10);
        create(schedule -> schedule.jitter(most));

        fireAt(0);
        fireAt(1);

        assertThat(fireTimes()).isEqualTo(hours(0, 1));
        List<Duration> delays = tea().runs().stream()
                .map(run -> Duration.between(run.fireTime(), job(run).runAt()))
                .toList();
        assertThat(delays).allMatch(delay -> !delay.isNegative() && delay.compareTo(most) <= 0);
        assertThat(delays.get(0)).isNotEqualTo(delays.get(1));
    }

    @Test
    void aDelayCountsFromTheEndOfTheLastRun() {
        Duration delay = Duration.ofMinutes(10);
        scheduler.create(JobSchedule.of("tea", Schedules.delay(delay), REQUEST));
        moveTo(tea().nextRun().orElseThrow());
        assertThat(scheduler.fireDue()).isEqualTo(1);

        time.advance(Duration.ofMinutes(30));
        assertThat(scheduler.fireDue()).isZero();
        engine.runDue();
        time.advance(Duration.ofMinutes(1));
        scheduler.fireDue();

        Instant end = tea().lastRun().orElseThrow().finishedAt().orElseThrow();
        Instant next = tea().nextRun().orElseThrow();
        assertThat(Duration.between(end, next)).isBetween(delay, delay.plusMillis(1));
        moveTo(next);
        assertThat(scheduler.fireDue()).isEqualTo(1);
    }

    // ---- failures

    @Test
    void itDisablesItselfAfterTooManyFailuresInARowAndSaysSo() {
        create(schedule -> schedule.disableAfter(2));
        jobsFail = true;

        fireAt(0);
        engine.runDue();
        fireAt(1);
        engine.runDue();
        time.advance(Duration.ofMinutes(2)); // long before the next fire time
        scheduler.fireDue();

        assertThat(tea().state()).isEqualTo(ScheduleState.DISABLED);
        assertThat(tea().reason()).contains("2 runs");
        assertThat(events)
                .filteredOn(JobEvent.ScheduleDisabled.class::isInstance)
                .hasSize(1);
        assertThat(fireAt(2)).isZero();
        scheduler.resume("tea");
        jobsFail = false;
        fireAt(3);
        engine.runDue();
        assertThat(tea().state()).isEqualTo(ScheduleState.ACTIVE);
        assertThat(tea().counts().failed()).isEqualTo(2);
        assertThat(tea().counts().failuresInRow()).isZero();
        assertThat(tea().counts().successRate()).hasValue(1.0 / 3);
    }

    @Test
    void aSuccessInBetweenBreaksTheRow() {
        create(schedule -> schedule.disableAfter(2));

        for (int number = 0; number < 6; number++) {
            jobsFail = number % 2 == 0;
            fireAt(number);
            engine.runDue();
        }

        assertThat(tea().state()).isEqualTo(ScheduleState.ACTIVE);
        assertThat(tea().counts().failed()).isEqualTo(3);
    }

    @Test
    void theRunLogKeepsTheLastRuns() {
        create(schedule -> schedule);

        for (int number = 0; number < 30; number++) {
            fireAt(number);
            engine.runDue();
        }

        assertThat(tea().counts().fired()).isEqualTo(30);
        assertThat(tea().runs()).hasSizeBetween(20, 21);
        assertThat(tea().lastRun().orElseThrow().fireTime()).isEqualTo(hours(29).get(0));
    }

    // ---- declarations

    private Scheduler declaring(JobSchedule... schedules) {
        Scheduler.Builder builder = Scheduler.on(engine);
        List.of(schedules).forEach(builder::declare);
        return builder.build();
    }

    @Test
    void whatIsDeclaredIsStoredAndAChangedDeclarationChangesIt() {
        declaring(JobSchedule.of("tea", hourly, REQUEST)).reconcile();
        Document first =
                backend.documents().get(StoredSchedule.NAMESPACE, "tea").orElseThrow();
        assertThat(tea().declared()).isTrue();

        declaring(JobSchedule.of("tea", hourly, REQUEST)).reconcile();
        assertThat(backend.documents().get(StoredSchedule.NAMESPACE, "tea")).contains(first);

        moveTo(firstFire.plus(Duration.ofMinutes(1)));
        declaring(JobSchedule.of("tea", hourly, JobRequest.of(TYPE, new Order("green tea"))))
                .reconcile();
        scheduler.fireDue();
        engine.runDue();
        assertThat(done).as("a fire time that was due is not lost").containsExactly("green tea " + firstFire);
    }

    @Test
    void aRestartDoesNotResumeWhatSomebodyHasPaused() {
        declaring(JobSchedule.of("tea", hourly, REQUEST)).reconcile();
        scheduler.pause("tea", "");

        declaring(JobSchedule.of("tea", Schedules.once(firstFire), REQUEST)).reconcile();

        assertThat(tea().state()).isEqualTo(ScheduleState.PAUSED);
    }

    @Test
    void whatIsNotDeclaredAnyMoreIsKeptOrDroppedAsOneLikes() {
        scheduler.create(JobSchedule.of("made", hourly, REQUEST));
        declaring(JobSchedule.of("old", hourly, REQUEST), JobSchedule.of("tea", hourly, REQUEST))
                .reconcile();

        declaring(JobSchedule.of("tea", hourly, REQUEST)).reconcile();
        assertThat(scheduler.find("old")).isPresent();
        Scheduler.on(engine)
                .declare(JobSchedule.of("tea", hourly, REQUEST))
                .dropUndeclared()
                .build()
                .reconcile();

        assertThat(scheduler.list("", 10)).extracting(ScheduleStatus::name).containsExactly("made", "tea");
    }

    // ---- what is refused

    @Test
    void whatAScheduleCannotDoIsRefused() {
        assertThatThrownBy(() -> JobSchedule.of("no name", hourly, REQUEST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'no name'");
        assertThatThrownBy(() -> JobSchedule.of("tea", hourly, REQUEST.delay(HOUR)))
                .hasMessageContaining("due time");
        assertThatThrownBy(() -> JobSchedule.of("tea", hourly, REQUEST.unique("k")))
                .hasMessageContaining("unique");
        assertThatThrownBy(() -> JobSchedule.of("tea", hourly, REQUEST.after(JobId.create())))
                .hasMessageContaining("parents");
        JobSchedule tea = JobSchedule.of("tea", hourly, REQUEST);
        assertThatThrownBy(() -> tea.jitter(Duration.ofDays(2))).hasMessageContaining("jitter");
        assertThatThrownBy(() -> tea.fireAllMissed(0)).hasMessageContaining("atMost");
        assertThatThrownBy(() -> tea.disableAfter(-1)).hasMessageContaining("failures");
        assertThatThrownBy(() -> Scheduler.on(engine).declare(tea).declare(tea)).hasMessageContaining("twice");
        assertThatThrownBy(() -> scheduler.create(JobSchedule.of(
                        "tea", hourly, JobRequest.of(JobType.of("unknown", Order.class), new Order("?")))))
                .hasMessageContaining("unknown");
    }
}

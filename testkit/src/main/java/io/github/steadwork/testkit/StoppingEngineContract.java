package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.ForceStop;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.JobTimeoutException;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What makes a running job stop: URGENT ones that wait, and people. Part of the {@link JobEngineContract}. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class StoppingEngineContract extends CrewEngineContract {

    private static final Duration A_WHILE = Duration.ofMillis(200);
    private static final JobType<Integer, String> TYPE = JobType.of("stopping", Integer.class, String.class);

    // Pre-emption

    @Test
    void anUrgentJobTakesTheSlotOfAJobThatGivesWayAtItsCheckpoint() throws Exception {
        JobType<Integer, String> patient = TYPE.with(JobOptions.DEFAULT.preemptible());
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean urgentRan = new AtomicBoolean();
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        JobEngine engine = start(config("one").set(JobSetting.WORKERS, "1"), patient, (number, context) -> {
            if (number == 0) {
                urgentRan.set(true);
                return "urgent";
            }
            int from = context.checkpoint(Integer.class).orElse(0);
            begun.add(from);
            for (int step = from + 1; !urgentRan.get(); step++) {
                running.countDown();
                context.saveCheckpoint(step);
            }
            return "went on from " + from;
        });
        JobHandle<String> slow = engine.jobs().enqueue(patient, 1);
        running.await();

        JobHandle<String> urgent =
                engine.jobs().enqueue(JobRequest.of(patient, 0).priority(Priority.URGENT));

        assertThat(urgent.await(SOON)).isEqualTo("urgent");
        assertThat(slow.await(SOON)).startsWith("went on from ").isNotEqualTo("went on from 0");
        assertThat(begun).hasSize(2).startsWith(0);
        assertThat(engine.jobs().find(slow.id()).orElseThrow().counters().retriesUsed())
                .isZero();
        assertThat(backend.inspector().attempts(slow.id()).get(0).outcome()).isEqualTo("released");
    }

    // By hand

    private JobHandle<String> stuckAfterCheckpoint(JobEngine engine, CountDownLatch saved) throws Exception {
        JobHandle<String> stuck = engine.jobs().enqueue(TYPE, 1);
        saved.await();
        return stuck;
    }

    private static String stick(JobContext context, CountDownLatch saved) throws InterruptedException {
        if (context.checkpoint(String.class).isPresent()) {
            return "resumed";
        }
        if (context.attempt() > 1) {
            return "anew";
        }
        context.saveCheckpoint("half way");
        saved.countDown();
        new CountDownLatch(1).await();
        return "never";
    }

    @Test
    void aJobThatIsStoppedByForceKeepsItsCheckpointForARedrive() throws Exception {
        CountDownLatch saved = new CountDownLatch(1);
        JobEngine engine = start(
                config("one").set(JobSetting.CANCEL_GRACE, "1h"), TYPE, (number, context) -> stick(context, saved));
        JobHandle<String> stuck = stuckAfterCheckpoint(engine, saved);

        assertThat(engine.jobs().forceStop(JobFilter.id(stuck.id()), "enough", ForceStop.KEEP_CHECKPOINT))
                .containsExactly(stuck.id());

        until(() -> stuck.state() == JobState.CANCELLED);
        engine.jobs().redrive(JobFilter.id(stuck.id()), JobChange.NONE);
        assertThat(stuck.await(SOON)).isEqualTo("resumed");
    }

    @Test
    void aCleanForceStopLeavesNothing() throws Exception {
        CountDownLatch saved = new CountDownLatch(1);
        JobEngine engine = start(
                config("one").set(JobSetting.CANCEL_GRACE, "1h"), TYPE, (number, context) -> stick(context, saved));
        JobHandle<String> stuck = stuckAfterCheckpoint(engine, saved);
        engine.jobs().cancel(stuck.id(), "politely");

        engine.jobs().forceStop(JobFilter.id(stuck.id()), "enough", ForceStop.CLEAN);

        until(() -> stuck.state() == JobState.CANCELLED);
        engine.jobs().redrive(JobFilter.id(stuck.id()), JobChange.NONE);
        assertThat(stuck.await(SOON)).isEqualTo("anew");
    }

    @Test
    void whatHasNotStartedIsStoppedCleanlyToo() {
        JobEngine engine = start(config("one"), TYPE, (number, context) -> "done");
        JobHandle<String> later = engine.jobs().enqueue(JobRequest.of(TYPE, 1).delay(Duration.ofHours(1)));

        assertThat(engine.jobs().forceStop(JobFilter.id(later.id()), "enough", ForceStop.CLEAN))
                .isEmpty();

        assertThat(later.state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void anEmergencyStopEndsWhatRunsAndHoldsWhatDoesNot() throws Exception {
        CountDownLatch saved = new CountDownLatch(1);
        JobEngine engine = start(
                config("one").set(JobSetting.CANCEL_GRACE, "1h"), TYPE, (number, context) -> stick(context, saved));
        JobHandle<String> stuck = stuckAfterCheckpoint(engine, saved);

        List<JobId> stopped = engine.workers().emergencyStop("fire", ForceStop.KEEP_CHECKPOINT);

        assertThat(stopped).containsExactly(stuck.id());
        until(() -> stuck.state() == JobState.CANCELLED);
        until(() -> worker(engine).state() == WorkerState.MAINTENANCE);
        engine.jobs().redrive(JobFilter.ids(stopped), JobChange.NONE);
        assertThatThrownBy(() -> stuck.await(A_WHILE)).isInstanceOf(JobTimeoutException.class);
        engine.workers().resumeAll();
        assertThat(stuck.await(SOON)).isEqualTo("resumed");
    }

    @Test
    void whatHasNotStartedAtAnEmergencyStopIsNotCancelled() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        JobEngine engine = start(config("one").set(JobSetting.WORKERS, "1"), TYPE, (number, context) -> {
            if (number == 100) {
                stuck.countDown();
                new CountDownLatch(1).await();
            }
            return "done";
        });
        List<JobRequest<?, ?>> jobs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            jobs.add(JobRequest.of(TYPE, i));
        }
        List<JobHandle<?>> handles = engine.jobs().enqueueAll(jobs);
        stuck.await();

        engine.workers().emergencyStop("fire", ForceStop.CLEAN);

        until(() -> handles.get(100).state() == JobState.CANCELLED);
        until(() -> engine.jobs().count(JobFilter.ALL.states(JobState.RUNNING)) == 0);
        assertThat(engine.jobs().count(JobFilter.ALL.states(JobState.CANCELLED)))
                .isEqualTo(1);
        engine.workers().resumeAll();
        handles.get(299).await(SOON);
    }

    @Test
    void anAssignedJobWaitsForItsWorkerUntilTheWorkIsSharedOutAnew() throws Exception {
        JobEngine one = start(config("one"), TYPE, (number, context) -> "one");
        JobHandle<String> first = one.jobs().enqueue(JobRequest.of(TYPE, 1).delay(Duration.ofHours(1)));
        JobHandle<String> second = one.jobs().enqueue(JobRequest.of(TYPE, 2).delay(Duration.ofHours(1)));
        assertThat(one.workers().assign(first.id(), "two")).isTrue();
        assertThat(one.workers().assign(second.id(), "gone")).isTrue();
        one.jobs().forceStart(first.id());
        one.jobs().forceStart(second.id());
        JobEngine two = start(config("two"), TYPE, (number, context) -> "two");

        assertThat(first.await(SOON)).isEqualTo("two");
        assertThat(one.workers().assign(first.id(), "one")).isFalse();
        assertThat(two.workers().unservable(10)).hasSize(1);
        assertThat(two.workers().rebalance()).isEqualTo(1);

        assertThat(second.await(SOON)).isIn("one", "two");
    }

    @Test
    void aWorkerThatIsDeregisteredComesBackAsAnotherLife() {
        JobEngine engine = start(config("one"), TYPE, (number, context) -> "done");
        var before = engine.worker();

        engine.workers().deregister(before);

        until(() -> !engine.worker().equals(before)
                && engine.workers().list().stream().anyMatch(one -> one.id().equals(engine.worker())));
    }
}

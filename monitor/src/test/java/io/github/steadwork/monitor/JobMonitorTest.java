package io.github.steadwork.monitor;

import static io.github.steadwork.monitor.Events.SECOND;
import static io.github.steadwork.monitor.Events.WORKER;
import static io.github.steadwork.monitor.Events.job;
import static io.github.steadwork.monitor.Events.progress;
import static io.github.steadwork.monitor.Events.started;
import static io.github.steadwork.monitor.Events.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobMonitorTest {

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final JobMonitor monitor = new JobMonitor(clock);

    private JobRecord due(String type) {
        return job(type, clock.instant());
    }

    @Test
    void aJobIsListedFromItsStartToItsEnd() {
        JobRecord job = due("import");
        Instant start = clock.instant();

        monitor.on(started(job));
        clock.advance(Duration.ofSeconds(3));

        assertThat(monitor.running())
                .containsExactly(new RunningJob(
                        job.id(),
                        "import",
                        "default",
                        1,
                        Optional.of(WORKER),
                        start,
                        Duration.ofSeconds(3),
                        Progress.NONE,
                        0));
        monitor.on(succeeded(job, SECOND));
        assertThat(monitor.running()).isEmpty();
    }

    @Test
    void everyKindOfEndTakesTheJobFromTheList() {
        for (JobEvent end : Events.oneOfEachEnd(due("import"))) {
            monitor.on(started(((JobEvent.OfAttempt) end).job()));
            assertThat(monitor.running()).hasSize(1);
            monitor.on(end);
            assertThat(monitor.running()).as("after %s", end).isEmpty();
        }
    }

    @Test
    void theLongestRunningJobComesFirst() {
        JobRecord older = due("older");
        monitor.on(started(older));
        clock.advance(SECOND);
        monitor.on(started(due("younger")));

        assertThat(monitor.snapshot().running()).extracting(RunningJob::type).containsExactly("older", "younger");
    }

    @Test
    void aRunningJobShowsWhatItLastSaid() {
        JobRecord job = due("import");
        monitor.on(started(job));
        monitor.on(new JobEvent.Progressed(job, progress("reading", 200, 1000, Duration.ofSeconds(4))));

        RunningJob shown = monitor.running().get(0);

        assertThat(shown.progress().operation()).isEqualTo("reading");
        assertThat(shown.progress().percent()).contains(20.0);
        assertThat(shown.rate()).isEqualTo(50);
        assertThat(shown.eta()).contains(Duration.ofSeconds(16));
    }

    @Test
    void theRateOfAnotherPhaseIsItsOwn() {
        JobRecord job = due("import");
        monitor.on(started(job));
        monitor.on(new JobEvent.Progressed(job, progress("reading", 1000, 1000, Duration.ofSeconds(100))));
        monitor.on(new JobEvent.Progressed(job, progress("writing", 40, 1000, Duration.ofSeconds(104))));

        RunningJob shown = monitor.running().get(0);

        assertThat(shown.rate()).isEqualTo(10);
        assertThat(shown.eta()).contains(Duration.ofSeconds(96));
    }

    @Test
    void aPhaseThatHasOvertakenTheOneBeforeIsStillAnother() {
        JobRecord job = due("import");
        monitor.on(started(job));
        monitor.on(new JobEvent.Progressed(job, progress("reading", 10, 10, Duration.ofSeconds(100))));
        monitor.on(new JobEvent.Progressed(job, progress("writing", 40, 1000, Duration.ofSeconds(104))));

        assertThat(monitor.running().get(0).rate()).isEqualTo(10);
    }

    @Test
    void anotherWordForTheSameCountDoesNotBeginItAnew() {
        JobRecord job = due("import");
        monitor.on(started(job));
        monitor.on(new JobEvent.Progressed(job, progress("a.csv", 100, 1000, Duration.ofSeconds(10))));
        monitor.on(new JobEvent.Progressed(job, progress("b.csv", 200, 1000, Duration.ofSeconds(20))));

        assertThat(monitor.running().get(0).rate()).isEqualTo(10);
    }

    @Test
    void progressThatComesAfterTheEndDoesNotBringTheJobBack() {
        JobRecord job = due("import");
        monitor.on(started(job));
        monitor.on(succeeded(job, SECOND));
        monitor.on(new JobEvent.Progressed(job, progress("", 1, 2, SECOND)));

        assertThat(monitor.running()).isEmpty();
    }

    @Test
    void anEndWhoseStartWasNotSeenIsCountedAndLeavesNothing() {
        Events.oneOfEachEnd(due("import")).forEach(monitor::on);

        assertThat(monitor.running()).isEmpty();
        assertThat(monitor.snapshot().all().counts().succeeded()).isOne();
    }

    @Test
    void theLateEndOfAnEarlierAttemptLeavesTheLaterOneListed() {
        JobRecord first = due("import");
        JobRecord second = job(first.id(), "import", "default", clock.instant(), 2);
        monitor.on(started(first));
        monitor.on(started(second));

        monitor.on(new JobEvent.RetryScheduled(first, SECOND, Events.ERROR, 1, Duration.ZERO));
        monitor.on(new JobEvent.Progressed(first, progress("late", 1, 2, SECOND)));

        assertThat(monitor.running()).singleElement().satisfies(run -> {
            assertThat(run.attempt()).isEqualTo(2);
            assertThat(run.progress()).isEqualTo(Progress.NONE);
        });
    }

    @Test
    void aJobThatIsTakenBackFromItsWorkerIsNotListed() {
        JobRecord job = due("import");
        monitor.on(started(job));
        monitor.on(new JobEvent.Reclaimed(job.id(), "import", new WorkerId("another", 1), false));
        assertThat(monitor.running()).as("another worker had it before").hasSize(1);

        monitor.on(new JobEvent.Reclaimed(job.id(), "import", WORKER, true));

        assertThat(monitor.running()).isEmpty();
        EventCounts counts = monitor.snapshot().type("import").orElseThrow().counts();
        assertThat(counts.reclaimed()).isEqualTo(2);
        assertThat(counts.failed()).as("parked ones").isOne();
    }

    @Test
    void whatAnEngineHasNotToldTheEndOfGoesWhenItStops() {
        monitor.on(started(due("import")));
        monitor.on(new JobEvent.EngineStopped(new WorkerId("another", 1)));
        assertThat(monitor.running()).hasSize(1);

        monitor.on(new JobEvent.EngineStopped(WORKER));

        assertThat(monitor.running()).isEmpty();
    }

    @Test
    void aWorkerThatGoesOnUnderAnotherNameKeepsItsJobs() {
        WorkerId after = new WorkerId("here", 2);
        monitor.on(started(due("import")));
        monitor.on(new JobEvent.WorkerReplaced(WORKER, after));

        assertThat(monitor.running().get(0).worker()).contains(after);
        monitor.on(new JobEvent.EngineStopped(after));
        assertThat(monitor.running()).isEmpty();
    }

    @Test
    void noMoreThanTenThousandAreListedButAllAreCounted() {
        for (int i = 0; i < 10_500; i++) {
            monitor.on(started(due("import")));
        }

        MonitorSnapshot snapshot = monitor.snapshot();

        assertThat(snapshot.running()).hasSize(10_000);
        assertThat(snapshot.all().counts().started()).isEqualTo(10_500);
    }

    @Test
    void whatHappensIsCountedByTypeAndByQueue() {
        JobRecord letter = job(JobId.create(), "letter", "mail", clock.instant(), 1);
        monitor.on(new JobEvent.Enqueued(letter.id(), "letter", "mail"));
        monitor.on(started(letter));
        Events.oneOfEachEnd(letter).forEach(monitor::on);
        monitor.on(succeeded(job(JobId.create(), "parcel", "mail", clock.instant(), 1), SECOND));

        MonitorSnapshot snapshot = monitor.snapshot();

        EventCounts each = new EventCounts(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0);
        EventCounts both = new EventCounts(1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 0);
        assertThat(snapshot.type("letter").orElseThrow().counts()).isEqualTo(each);
        assertThat(snapshot.type("letter").orElseThrow().in(Window.LAST_HOUR).counts())
                .isEqualTo(each);
        assertThat(snapshot.type("parcel").orElseThrow().counts().succeeded()).isOne();
        assertThat(snapshot.queue("mail").orElseThrow().counts()).isEqualTo(both);
        assertThat(snapshot.all().counts()).isEqualTo(both);
        assertThat(snapshot.type("invoice")).isEmpty();
    }

    @Test
    void whatSaysNothingOfAJobIsNotCounted() {
        JobRecord job = due("import");
        monitor.on(new JobEvent.InterruptIgnored(job, SECOND));
        monitor.on(new JobEvent.HookFailed(job, "onSuccess", new IllegalStateException()));
        monitor.on(new JobEvent.BackendRecovered("claim"));

        assertThat(monitor.snapshot().types()).isEmpty();
    }

    @Test
    void typesBeyondTheLimitAreCountedTogether() {
        JobMonitor small = new JobMonitor(clock, 2);
        for (int i = 0; i < 100; i++) {
            small.on(succeeded(due("type-" + i), SECOND));
        }

        MonitorSnapshot snapshot = small.snapshot();

        assertThat(snapshot.types())
                .extracting(JobStatistics::name)
                .containsExactly(JobMonitor.OTHER, "type-0", "type-1");
        assertThat(snapshot.type(JobMonitor.OTHER).orElseThrow().counts().succeeded())
                .isEqualTo(98);
        assertThat(snapshot.all().counts().succeeded()).isEqualTo(100);
    }

    @Test
    void tenThousandTypesHaveStatisticsOfTheirOwnWhereThatIsWanted() {
        JobMonitor large = new JobMonitor(clock, 10_000);
        for (int i = 0; i < 20_000; i++) {
            large.on(succeeded(due("type-" + i % 10_000), Duration.ofMillis(1 + i % 10_000)));
        }

        MonitorSnapshot snapshot = large.snapshot();

        assertThat(snapshot.types()).hasSize(10_000);
        assertThat(snapshot.type(JobMonitor.OTHER)).isEmpty();
        assertThat(snapshot.type("type-4999")
                        .orElseThrow()
                        .in(Window.LAST_7_DAYS)
                        .durations())
                .satisfies(durations -> {
                    assertThat(durations.count()).isEqualTo(2);
                    assertThat(durations.p99()).isBetween(Duration.ofMillis(4_840), Duration.ofMillis(5_000));
                });
    }

    @Test
    void aMonitorOfNoNamesIsRefused() {
        assertThatThrownBy(() -> new JobMonitor(clock, 0)).hasMessage("mostNames is 0, allowed is 1 or more");
    }
}

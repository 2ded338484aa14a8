package io.github.steadwork.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.steadwork.engine.AuditEntry;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.Document;
import io.github.steadwork.scheduler.Schedules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a schedule keeps account of its runs, and how it follows what is declared. */
abstract class UpkeepContract extends SchedulerScene {

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
    void whatADeclarationChangesIsWrittenDownOnce() {
        declaring(JobSchedule.of("tea", hourly, REQUEST), JobSchedule.of("old", hourly, REQUEST))
                .reconcile();
        declaring(JobSchedule.of("tea", hourly, REQUEST)).reconcile();
        Scheduler.on(engine)
                .declare(JobSchedule.of("tea", Schedules.once(firstFire), REQUEST))
                .dropUndeclared()
                .build()
                .reconcile();

        assertThat(engine.audit().list(Optional.empty(), 10))
                .extracting(AuditEntry::actor, entry -> entry.act() + " " + entry.subject())
                .containsExactlyInAnyOrder(
                        tuple(declared(), "create schedule tea"),
                        tuple(declared(), "create schedule old"),
                        tuple(declared(), "update schedule tea"),
                        tuple(declared(), "delete schedule old"));
    }

    private String declared() {
        return "declared by " + engine.worker().name();
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
}

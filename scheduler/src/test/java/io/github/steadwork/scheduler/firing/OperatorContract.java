package io.github.steadwork.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.steadwork.engine.AuditEntry;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.scheduler.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators do with schedules while they fire, and what they may not. */
abstract class OperatorContract extends SchedulerScene {

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

    @Test
    void whoDidWhatIsWrittenDown() {
        Scheduler ada = scheduler.as("ada");
        ada.create(JobSchedule.of("tea", hourly, REQUEST));
        ada.update(JobSchedule.of("tea", hourly, REQUEST));
        ada.reschedule("tea", hourly);
        ada.pause("tea", "holidays");
        ada.resume("tea");
        JobId triggered = ada.trigger("tea");
        Instant from = firstFire.minus(HOUR.multipliedBy(2));
        ada.backfill("tea", from, firstFire);
        scheduler.pause("tea", "by nobody in particular");
        ada.delete("tea");

        List<AuditEntry> trail = engine.audit().list(Optional.empty(), 20);
        assertThat(trail)
                .allMatch(
                        entry -> entry.actor().equals("ada") && entry.subject().equals("schedule tea"));
        assertThat(trail)
                .extracting(AuditEntry::act, AuditEntry::detail)
                .containsExactlyInAnyOrder(
                        tuple("create", hourly.describe()),
                        tuple("update", hourly.describe()),
                        tuple("reschedule", hourly.describe()),
                        tuple("pause", "holidays"),
                        tuple("resume", ""),
                        tuple("trigger", "job " + triggered),
                        tuple("backfill", "2 jobs, from " + from + " to " + firstFire),
                        tuple("delete", ""));
        assertThat(backend.inspector().find(triggered).orElseThrow().request().headers())
                .containsEntry("actor", "ada");
        assertThatThrownBy(() -> scheduler.as(" ")).hasMessageContaining("actor");
    }

    @Test
    void theRunLogTellsWhoHasTriggeredARun() {
        create(schedule -> schedule);

        scheduler.as("ada").trigger("tea");
        assertThat(tea().lastRun().orElseThrow().actor()).contains("ada");
        fireAt(0);
        assertThat(tea().lastRun().orElseThrow().actor()).isEmpty();
    }
}

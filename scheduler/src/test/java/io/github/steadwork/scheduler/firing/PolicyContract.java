package io.github.steadwork.scheduler.firing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobState;
import io.github.steadwork.scheduler.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of fire times that were missed, or that meet an earlier run, and where there are none. */
abstract class PolicyContract extends SchedulerScene {

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
}

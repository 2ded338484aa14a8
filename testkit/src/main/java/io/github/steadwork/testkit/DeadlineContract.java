package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Jobs that have to start by some time. */
public abstract class DeadlineContract extends DoorContract {

    /** For subclasses. */
    protected DeadlineContract() {}

    private void pass(Duration length) {
        time.advance(length);
        queue.workers().heartbeat(WORKER, WorkerState.ONLINE);
    }

    @Test
    void aJobIsClaimedBeforeItsDeadline() {
        JobId id = enqueue(Draft.job().startWithin(HOUR));

        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void aJobThatHasNotStartedByItsDeadlineIsNotClaimedAnyMore() {
        enqueue(Draft.job().startWithin(HOUR));
        JobId other = enqueue(Draft.job());
        pass(HOUR.plusMinutes(1));

        assertThat(claimOne().job().id()).isEqualTo(other);
    }

    @Test
    void aJobThatHasNotStartedByItsDeadlineIsCancelled() {
        JobId queued = enqueue(Draft.job().startWithin(HOUR));
        JobId delayed = enqueue(Draft.job().startWithin(HOUR).delay(HOUR.multipliedBy(3)));
        JobId waiting =
                enqueue(Draft.job().startWithin(HOUR).after(enqueue(Draft.job().queue("aside"))));
        unblockAll();
        assertThat(stateOf(queued)).isEqualTo(JobState.QUEUED);

        pass(HOUR.plusMinutes(1));
        unblockAll();

        for (JobId id : new JobId[] {queued, delayed, waiting}) {
            assertThat(stateOf(id)).isEqualTo(JobState.CANCELLED);
            assertThat(find(id).error().orElseThrow().type()).isEqualTo("expired");
        }
    }

    @Test
    void aJobThatHasStartedMayBeRetriedAfterItsDeadline() {
        JobId id = enqueue(Draft.job().startWithin(HOUR));
        settle(claimOne(), new Outcome.Retry(ERROR, HOUR));
        pass(HOUR.multipliedBy(2));
        unblockAll();

        assertThat(claimOne().job().id()).isEqualTo(id);
    }

    @Test
    void aJobThatWasHandedBackUnstartedStillHasItsDeadline() {
        JobId id = enqueue(Draft.job().startWithin(HOUR));
        settle(claimOne(), new Outcome.Released("not started", false));
        pass(HOUR.plusMinutes(1));
        unblockAll();

        assertThat(stateOf(id)).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aRedrivenJobHasNoDeadlineAnyMore() {
        JobId id = enqueue(Draft.job().startWithin(HOUR));
        pass(HOUR.plusMinutes(1));
        unblockAll();
        queue.redrive(JobFilter.id(id), JobChange.NONE, 1);
        unblockAll();

        assertThat(claimOne().job().id()).isEqualTo(id);
    }
}

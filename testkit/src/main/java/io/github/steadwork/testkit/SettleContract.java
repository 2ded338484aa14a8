package io.github.steadwork.testkit;

import static io.github.steadwork.testkit.JobAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What becomes of a job that was claimed, by each outcome, and what its next attempt finds. */
public abstract class SettleContract extends DoorContract {

    private static final Progress HALF = new Progress("reading", 50, OptionalLong.of(100), Duration.ofSeconds(2));
    private static final Payload CHECKPOINT = Draft.payloadOf("row 50");

    /** For subclasses. */
    protected SettleContract() {}

    @Test
    void aSuccessIsFinalAndKeepsItsResult() {
        JobId id = enqueue(Draft.job());

        SettleReport report = settle(claimOne(), SUCCESS);

        assertThat(report.refused()).isEmpty();
        assertThat(find(id)).hasState(JobState.SUCCEEDED).hasAttempts(1).hasRetriesUsed(0);
        assertThat(find(id).result().text()).isEqualTo("result");
        assertThat(find(id).finishedAt()).isPresent();
        assertThat(find(id).lease()).isEmpty();
        assertThat(claim(5).claims()).isEmpty();
    }

    @Test
    void aFailureIsFinalAndKeepsItsError() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), FAILURE);

        assertThat(find(id)).hasState(JobState.FAILED).hasAttempts(1).hasRetriesUsed(0);
        assertThat(find(id).error()).contains(ERROR);
        assertThat(find(id).finishedAt()).isPresent();
        assertThat(claim(5).claims()).isEmpty();
    }

    @Test
    void aJobThatCallsItselfOffIsCancelled() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), new Outcome.Cancelled("not needed"));

        assertThat(find(id)).hasState(JobState.CANCELLED).hasErrorContaining("not needed");
        assertThat(find(id).finishedAt()).isPresent();
    }

    @Test
    void aRetryUsesUpOneRetryAndWaitsForItsDelay() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), new Outcome.Retry(ERROR, HOUR));

        assertThat(find(id)).hasState(JobState.QUEUED).hasAttempts(1).hasRetriesUsed(1);
        assertThat(find(id).error()).contains(ERROR);
        assertThat(find(id).lease()).isEmpty();
        assertThat(find(id).finishedAt()).isEmpty();
        assertThat(claim(5).claims()).isEmpty();
        time.advance(HOUR.plusMinutes(1));
        assertThat(claimOne().job()).hasAttempts(2).hasRetriesUsed(1);
    }

    @Test
    void aRetryWithoutDelayCanBeClaimedAtOnce() {
        enqueue(Draft.job());

        settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));

        assertThat(claimOne().job()).hasAttempts(2);
    }

    @Test
    void aSnoozeUsesUpNoRetry() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), new Outcome.Snoozed(HOUR));

        assertThat(find(id))
                .hasState(JobState.QUEUED)
                .hasAttempts(1)
                .hasRetriesUsed(0)
                .hasSnoozes(1);
        assertThat(claim(5).claims()).isEmpty();
        time.advance(HOUR.plusMinutes(1));
        assertThat(claimOne().job()).hasAttempts(2);
    }

    @Test
    void aReleaseOfAStartedAttemptCountsTheAttempt() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), new Outcome.Released("shutdown", true));

        assertThat(find(id)).hasState(JobState.QUEUED).hasAttempts(1).hasRetriesUsed(0);
        assertThat(claimOne().job()).hasAttempts(2);
    }

    @Test
    void aReleaseOfAnAttemptThatHadNotStartedCountsNothing() {
        JobId id = enqueue(Draft.job());

        settle(claimOne(), new Outcome.Released("shutdown", false));

        assertThat(find(id)).hasState(JobState.QUEUED).hasAttempts(0);
        assertThat(queue.inspector().attempts(id)).isEmpty();
        assertThat(claimOne().job()).hasAttempts(1);
    }

    @Test
    void extendStoresProgressAndCheckpoint() {
        JobId id = enqueue(Draft.job());

        LeaseReport report = extend(claimOne(), HALF, CHECKPOINT);

        assertThat(report.lost()).isEmpty();
        assertThat(report.cancelRequested()).isEmpty();
        assertThat(find(id)).hasState(JobState.RUNNING);
        assertThat(find(id).progress()).isEqualTo(HALF);
        assertThat(find(id).checkpoint()).isEqualTo(CHECKPOINT);
    }

    @Test
    void extendWithoutNewsChangesNothing() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        extend(claim, HALF, CHECKPOINT);

        LeaseReport report = queue.extend(List.of(LeaseUpdate.check(claim.lease())));

        assertThat(report.lost()).isEmpty();
        assertThat(find(id).progress()).isEqualTo(HALF);
        assertThat(find(id).checkpoint()).isEqualTo(CHECKPOINT);
    }

    @Test
    void theNextAttemptStartsFromTheCheckpoint() {
        enqueue(Draft.job());
        for (Outcome outcome : List.of(
                new Outcome.Retry(ERROR, Duration.ZERO),
                new Outcome.Snoozed(Duration.ZERO),
                new Outcome.Released("shutdown", true))) {
            Claim claim = claimOne();
            extend(claim, HALF, CHECKPOINT);
            settle(claim, outcome);
        }

        assertThat(claimOne().job().checkpoint()).isEqualTo(CHECKPOINT);
    }

    @Test
    void aRedrivenJobGoesOnFromItsCheckpoint() {
        JobId id = enqueue(Draft.job());
        Claim claim = claimOne();
        extend(claim, HALF, CHECKPOINT);
        settle(claim, FAILURE);

        queue.redrive(JobFilter.id(id), JobChange.NONE, 10);

        assertThat(claimOne().job().checkpoint()).isEqualTo(CHECKPOINT);
    }

    @Test
    void everyAttemptThatEndedIsTold() {
        JobId id = enqueue(Draft.job());
        settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));
        settle(claimOne(), new Outcome.Snoozed(Duration.ZERO));
        settle(claimOne(), SUCCESS);

        List<AttemptRecord> attempts = queue.inspector().attempts(id);

        assertThat(attempts).extracting(AttemptRecord::attempt).containsExactly(1, 2, 3);
        assertThat(attempts).extracting(AttemptRecord::outcome).containsExactly("retry", "snoozed", "succeeded");
        assertThat(attempts).extracting(AttemptRecord::worker).containsOnly(WORKER);
        assertThat(attempts.get(0).error()).contains(ERROR);
        assertThat(attempts.get(2).error()).isEmpty();
        assertThat(Duration.between(attempts.get(0).startedAt(), attempts.get(0).endedAt()))
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anErrorThatWasOvercomeIsStillTold() {
        JobId id = enqueue(Draft.job());
        settle(claimOne(), new Outcome.Retry(ERROR, Duration.ZERO));

        settle(claimOne(), SUCCESS);

        JobRecord job = find(id);
        assertThat(job).hasState(JobState.SUCCEEDED).hasRetriesUsed(1);
        assertThat(job.error()).contains(ERROR);
    }

    private LeaseReport extend(Claim claim, Progress progress, Payload checkpoint) {
        return queue.extend(List.of(new LeaseUpdate(claim.lease(), Optional.of(progress), Optional.of(checkpoint))));
    }
}

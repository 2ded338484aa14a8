package io.github.steadwork.scheduler.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import io.github.steadwork.retry.PermanentException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of pipelines whose runs fail, die, hang, or run when they should not. */
abstract class RecoveryContract extends OrchestratorScene {

    @Test
    void aFailedOneIsTriedAgainSoonAndThenStaysFailed() {
        orchestrate(pipeline("a").maxRetries(1).fastRecovery(Duration.ofMinutes(2)));
        work = context -> {
            throw new PermanentException("no source");
        };

        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.FAILED);
        assertThat(orchestrator.status("a").message()).contains("no source");
        time.advance(MINUTE);
        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(done).hasSize(1);
        time.advance(MINUTE.multipliedBy(2));
        turn();
        assertThat(done).hasSize(2);
        time.advance(Duration.ofDays(1));
        turn();

        assertThat(status("a")).isEqualTo(PipelineStatus.FAILED);
        assertThat(done).hasSize(2);
        assertThat(orchestrator.status("a").nextRun()).isEmpty();
        assertThat(moves("a")).containsExactly("RUNNING", "FAILED", "PENDING", "RUNNING", "FAILED");
    }

    @Test
    void maintenanceTakesUpWhatHasFailedAndDeletesOldRuns() {
        orchestrate(pipeline("a").maxRetries(0), MaintenanceJob.pipeline(Duration.ofHours(1), Duration.ofHours(2)));
        work = context -> {
            throw new PermanentException("no source");
        };
        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.FAILED);
        work = context -> {};

        turn();
        turn();

        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(status("maintenance")).isEqualTo(PipelineStatus.FINISHED);
        time.advance(Duration.ofHours(3));
        long before = backend.inspector().count(JobFilter.ALL);
        turn();
        turn();
        assertThat(backend.inspector().count(JobFilter.ALL))
                .as("two old ones, two new ones")
                .isEqualTo(before);
    }

    @Test
    void oneWhoseWorkerIsGoneIsRecovered() {
        orchestrate(pipeline("a"));
        orchestrator.advance();
        dieWithTheJob();

        orchestrator.advance();
        orchestrator.advance();

        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(orchestrator.status("a").message()).contains("died");
        assertThat(orchestrator.status("a").retries()).isEqualTo(1);
        time.advance(Duration.ofMinutes(6));
        turn();
        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(done).hasSize(1);
    }

    /** A worker claims what there is, and is never heard of again. */
    private void dieWithTheJob() {
        WorkerId worker = new WorkerId("doomed", 1);
        backend.workers()
                .register(new WorkerRecord(
                        worker,
                        "host",
                        1,
                        "1.0",
                        1,
                        List.of("default"),
                        Set.of(),
                        WorkerState.ONLINE,
                        Instant.EPOCH,
                        Instant.EPOCH));
        assertThat(backend.claim(new ClaimRequest(worker, 7, List.of("default"), Set.of("work"), 1, 1))
                        .claims())
                .hasSize(1);
        time.advance(Duration.ofMinutes(10));
        assertThat(backend.reclaim(new ReclaimRule(Duration.ofMinutes(5), 3, 10)))
                .hasSize(1);
    }

    @Test
    void oneThatIsStuckIsCancelledFirstAndHasItsTurnUntilThatIsDone() {
        orchestrate(
                pipeline("a").stuckAfter(Duration.ofMinutes(30)), pipeline("b").order(1));
        boolean[] seen = {false};
        work = context -> {
            if (done.size() == 1) {
                time.advance(Duration.ofMinutes(31));
                orchestrator.advance();
                assertThat(status("a")).isEqualTo(PipelineStatus.RUNNING);
                assertThat(status("b")).isEqualTo(PipelineStatus.PENDING);
                assertThat(backend.inspector()
                                .find(context.id())
                                .orElseThrow()
                                .lease()
                                .orElseThrow()
                                .cancelReason())
                        .isPresent();
                seen[0] = true;
                throw context.cancel("as I was asked");
            }
        };

        orchestrator.advance();
        engine.runNext();
        orchestrator.advance();

        assertThat(seen[0]).isTrue();
        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(orchestrator.status("a").message()).contains("longer than PT30M");
        assertThat(status("b")).isEqualTo(PipelineStatus.RUNNING);
    }

    @Test
    void aRunOutOfTurnRaisesAnAlarm() {
        orchestrate(pipeline("a").maxRetries(0));
        work = context -> {
            throw new PermanentException("no source");
        };
        turn();
        backend.redrive(JobFilter.ALL.states(JobState.FAILED), JobChange.NONE, 1);
        time.advance(MINUTE);
        work = context -> orchestrator.advance();

        engine.runDue();

        assertThat(events)
                .filteredOn(JobEvent.PipelineAlarm.class::isInstance)
                .singleElement()
                .satisfies(alarm ->
                        assertThat(((JobEvent.PipelineAlarm) alarm).what()).contains("'a' runs out of turn"));
    }
}

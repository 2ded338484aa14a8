package io.github.steadwork.scheduler.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.steadwork.engine.AuditEntry;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.retry.PermanentException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What operators do with pipelines, and what they may not. */
abstract class OrchestratorOperatorContract extends OrchestratorScene {

    @Test
    void aForcedStartGoesFirstWhateverItDependsOn() {
        orchestrate(pipeline("a"), pipeline("b"), pipeline("c").dependsOn("a", "b"));

        orchestrator.forceStart("c");
        turn();

        assertThat(done).containsExactly("c");
    }

    @Test
    void aForcedStartOfAllWaitsForNoInterval() {
        orchestrate(pipeline("a"), pipeline("b"));
        turn();
        turn();
        turn();
        assertThat(done).hasSize(2);

        orchestrator.forceStart();
        turn();
        turn();

        assertThat(done).hasSize(4);
    }

    @Test
    void aStoppedRunIsOverAndItsMessageIsKept() {
        orchestrate(pipeline("a"));
        stopWhileAtWork("enough");

        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(orchestrator.status("a").message()).isEqualTo("enough");
        PipelineMetrics metrics = orchestrator.status("a").metrics();
        assertThat(metrics.executions()).isEqualTo(1);
        assertThat(metrics.successes()).isZero();
        time.advance(Duration.ofMinutes(61));
        turn();
        assertThat(done).as("begins anew").hasSize(2);
    }

    @Test
    void aRunThatIsStoppedWithACheckpointGoesOnFromThere() {
        orchestrate(pipeline("a").onStop(StopPolicy.CHECKPOINT).fastRecovery(MINUTE));
        stopWhileAtWork("a moment");
        assertThat(status("a")).isEqualTo(PipelineStatus.PENDING);
        assertThat(orchestrator.status("a").retries()).isEqualTo(1);

        List<String> checkpoints = new ArrayList<>();
        work = context -> checkpoints.add(context.checkpoint(String.class).orElse("none"));
        time.advance(MINUTE.multipliedBy(2));
        turn();

        assertThat(checkpoints).containsExactly("half way");
        assertThat(status("a")).isEqualTo(PipelineStatus.FINISHED);
        assertThat(orchestrator.status("a").retries()).isZero();
        time.advance(Duration.ofMinutes(61));
        turn();
        assertThat(checkpoints).containsExactly("half way", "none");
    }

    private void stopWhileAtWork(String why) {
        work = context -> {
            if (done.size() == 1) {
                context.saveCheckpoint("half way");
                orchestrator.stop("a", why);
                assertThat(status("a")).isEqualTo(PipelineStatus.RUNNING);
                throw context.cancel("as I was asked");
            }
        };
        turn();
    }

    @Test
    void aPausedPipelineHasNoTurnUntilItIsUnpaused() {
        orchestrate(pipeline("a"), pipeline("b").order(1));

        orchestrator.pause("b", "no source today");
        orchestrator.advance();
        assertThat(orchestrator.status("b").message()).isEqualTo("no source today");
        assertThatThrownBy(() -> orchestrator.pause("a", "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> orchestrator.forceStart("b")).isInstanceOf(IllegalStateException.class);
        orchestrator.unpause("b");
        assertThat(status("b")).as("while another one runs").isEqualTo(PipelineStatus.FINISHED);
        turn();
        orchestrator.pause("b", "");
        orchestrator.unpause("b");
        assertThat(status("b")).isEqualTo(PipelineStatus.PENDING);
        turn();

        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void whatCannotBeIsRefused() {
        orchestrate(pipeline("a"));
        assertThatThrownBy(() -> orchestrator.stop("a", "why not")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> orchestrator.stop("z", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pipeline("a").interval(Duration.ofSeconds(59))).hasMessageContaining("PT59S");
        assertThatThrownBy(() -> pipeline("a").interval(Duration.ofHours(25))).hasMessageContaining("PT25H");
        assertThatThrownBy(() -> pipeline("a b")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> orchestrate(pipeline("a").dependsOn("z"))).hasMessageContaining("'z'");
        assertThatThrownBy(() ->
                        orchestrate(pipeline("a").dependsOn("b"), pipeline("b").dependsOn("a")))
                .hasMessageContaining("itself");
        assertThatThrownBy(() ->
                        Pipeline.of("a", JobRequest.of(TYPE, new Work("a")).delay(MINUTE)))
                .hasMessageContaining("due time");
    }

    @Test
    void metricsCountWhatHasBecomeOfRuns() {
        orchestrate(pipeline("a").interval(MINUTE));
        for (int i = 0; i < 30; i++) {
            boolean fails = i % 3 == 0;
            work = context -> {
                if (fails) {
                    throw new PermanentException("no source");
                }
            };
            orchestrator.forceStart("a");
            turn();
            time.advance(Duration.ofMinutes(61));
        }

        PipelineMetrics metrics = orchestrator.status("a").metrics();
        assertThat(metrics.executions()).isEqualTo(30);
        assertThat(metrics.failures()).isEqualTo(10);
        PipelineMetrics.Hour lastDay = metrics.lastDay(orchestrator.status().at());
        assertThat(lastDay.successes() + lastDay.failures()).isBetween(23L, 25L);
        assertThat(metrics.hours()).hasSizeLessThan(28);
        assertThat(metrics.averageTime()).isLessThan(MINUTE);
    }

    @Test
    void whoDidWhatIsWrittenDown() {
        orchestrate(pipeline("a"), pipeline("b").order(1));
        Orchestrator ada = orchestrator.as("ada");

        ada.pause("b", "no source today");
        ada.unpause("b");
        ada.forceStart();
        ada.forceStart("b");
        orchestrator.advance();
        ada.stop("b", "enough");
        assertThatThrownBy(() -> ada.pause("b", "refused")).isInstanceOf(IllegalStateException.class);

        List<AuditEntry> trail = engine.audit().list(Optional.empty(), 20);
        assertThat(trail)
                .extracting(AuditEntry::act, AuditEntry::subject, AuditEntry::detail)
                .containsExactlyInAnyOrder(
                        tuple("stop", "pipeline b", "enough"),
                        tuple("force start", "pipeline b", ""),
                        tuple("force start", "orchestrator main", ""),
                        tuple("unpause", "pipeline b", ""),
                        tuple("pause", "pipeline b", "no source today"));
    }

    @Test
    void pipelinesThatAreNewAreWrittenDownAsDeclared() {
        orchestrate(pipeline("a"));
        orchestrator.enter();
        orchestrate(pipeline("a"), pipeline("b").order(1));
        orchestrator.enter();
        orchestrator.enter();

        String declared = "declared by " + engine.worker().name();
        assertThat(engine.audit().list(Optional.empty(), 10))
                .extracting(AuditEntry::actor, entry -> entry.act() + " " + entry.subject())
                .containsExactlyInAnyOrder(tuple(declared, "create pipeline a"), tuple(declared, "create pipeline b"));
    }
}

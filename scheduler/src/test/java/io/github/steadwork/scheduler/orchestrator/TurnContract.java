package io.github.steadwork.scheduler.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.retry.PermanentException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has a turn, and when. */
abstract class TurnContract extends OrchestratorScene {

    @Test
    void pipelinesTakeTurnsOneAtATimeInTheirOrder() {
        orchestrate(
                pipeline("c").order(1), pipeline("b").order(2), pipeline("a").order(3));
        assertThat(status("a")).isEqualTo(PipelineStatus.NOT_STARTED);

        orchestrator.advance();
        assertThat(orchestrator.status().counts())
                .containsEntry(PipelineStatus.RUNNING, 1)
                .containsEntry(PipelineStatus.PENDING, 2)
                .containsEntry(PipelineStatus.PAUSED, 0);
        assertThat(orchestrator.status().running())
                .singleElement()
                .extracting(PipelineView::name)
                .isEqualTo("c");
        for (int i = 0; i < 3; i++) {
            turn();
        }

        assertThat(done).containsExactly("c", "b", "a");
        assertThat(orchestrator.status().counts()).containsEntry(PipelineStatus.FINISHED, 3);
        assertThat(moves("c")).containsExactly("RUNNING", "FINISHED");
        assertThat(moves("a")).containsExactly("PENDING", "RUNNING", "FINISHED");
    }

    @Test
    void aPipelineIsDueAgainAfterItsInterval() {
        orchestrate(pipeline("a").interval(Duration.ofMinutes(10)));
        turn();
        Instant next = orchestrator.status().nextRun().orElseThrow();
        assertThat(next).isEqualTo(orchestrator.status("a").since().plus(Duration.ofMinutes(10)));

        time.advance(Duration.ofMinutes(9));
        turn();
        assertThat(done).hasSize(1);
        time.advance(Duration.ofMinutes(2));
        turn();
        assertThat(done).hasSize(2);
    }

    @Test
    void theOldestPendingOneGoesFirst() {
        orchestrate(
                pipeline("a").interval(Duration.ofMinutes(10)),
                pipeline("b").interval(Duration.ofMinutes(5)),
                pipeline("long").order(-1));
        turn();
        turn();
        turn();
        done.clear();
        orchestrator.forceStart("long");
        orchestrator.advance(); // it has the turn, and keeps it while the others become due
        time.advance(Duration.ofMinutes(6));
        orchestrator.advance();
        time.advance(Duration.ofMinutes(6));
        orchestrator.advance();

        engine.runDue();
        turn();
        turn();

        assertThat(done).containsExactly("long", "b", "a");
    }

    @Test
    void aPipelineWaitsForWhatItDependsOn() {
        orchestrate(pipeline("extract").order(9), pipeline("load").dependsOn("extract"));
        work = context -> {
            if ("extract".equals(context.headers().get("pipeline")) && done.size() == 1) {
                throw new PermanentException("no source");
            }
        };
        turn();
        assertThat(done).containsExactly("extract");
        turn();
        assertThat(done).containsExactly("extract");
        assertThat(orchestrator.status("load").waitsFor()).containsExactly("extract");

        time.advance(Duration.ofMinutes(6));
        turn();
        turn();

        assertThat(done).containsExactly("extract", "extract", "load");
    }

    @Test
    void manyNodesStartNoMoreThanOne() throws Exception {
        orchestrate(pipeline("a"), pipeline("b"), pipeline("c"));
        orchestrator.forceStart();
        List<Thread> nodes = new ArrayList<>();
        ConcurrentLinkedQueue<Throwable> errors = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 6; i++) {
            Thread node = new Thread(() -> {
                try {
                    for (int look = 0; look < 5; look++) {
                        orchestrator.advance();
                    }
                } catch (Throwable error) {
                    errors.add(error);
                }
            });
            nodes.add(node);
            node.start();
        }
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(errors).isEmpty();
        assertThat(orchestrator.status().running()).hasSize(1);
        assertThat(backend.inspector().count(JobFilter.ALL)).isEqualTo(1);
        assertThat(events).noneMatch(JobEvent.PipelineAlarm.class::isInstance);
    }

    @Test
    void asManyRunAtOnceAsMay() {
        orchestrator = Orchestrator.on(engine)
                .pipeline(pipeline("a"))
                .pipeline(pipeline("b"))
                .pipeline(pipeline("c"))
                .atOnce(2)
                .build();

        orchestrator.advance();

        assertThat(orchestrator.status().running()).hasSize(2);
    }

    @Test
    void aStartedOrchestratorMovesOnByItself() throws Exception {
        CountDownLatch ran = new CountDownLatch(2);
        work = context -> ran.countDown();
        try (Orchestrator started = Orchestrator.on(engine)
                .pipeline(pipeline("a"))
                .pipeline(pipeline("b").dependsOn("a"))
                .pollInterval(Duration.ofMillis(20))
                .start()) {
            engine.start();

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(started.status("a").status()).isEqualTo(PipelineStatus.FINISHED);
        }
    }

    @Test
    void anOrchestratorThatIsSwitchedOffCanStillBeAsked() {
        JobEngine off = engine(
                JobConfig.builder().set(JobSetting.SCHEDULER_ENABLED, "false").build());
        try (Orchestrator passive = Orchestrator.on(off).pipeline(pipeline("a")).start()) {
            passive.forceStart();
            assertThat(passive.status("a").status()).isEqualTo(PipelineStatus.PENDING);
        }
        off.close();
    }
}

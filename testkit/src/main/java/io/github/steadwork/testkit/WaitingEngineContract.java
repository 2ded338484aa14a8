package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.retry.PermanentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Jobs that wait for others. */
abstract class WaitingEngineContract extends EngineContract {

    @Test
    void aJobRunsAfterItsParentsAndReadsTheirResults() throws Exception {
        JobType<Text, String> joinType = JobType.of("join", Text.class, String.class);
        JobEngine engine = started(builder(config())
                .register(SHOUT, (params, context) -> params.text() + "!")
                .register(joinType, (params, context) -> String.join(params.text(), context.outputs(SHOUT))));
        JobRequest<Text, String> first = JobRequest.of(SHOUT, new Text("a")).delay(Duration.ofMillis(50));
        JobRequest<Text, String> second = JobRequest.of(SHOUT, new Text("b"));
        JobRequest<Text, String> join = JobRequest.of(joinType, new Text("-")).after(first.id(), second.id());

        List<JobHandle<?>> handles = engine.jobs().enqueueAll(List.of(join, first, second));

        assertThat(handles.get(0).await(SOON)).isEqualTo("a!-b!");
    }

    @Test
    void aJobFailsWithItsParent() {
        JobEngine engine = start((params, context) -> {
            throw new PermanentException("the parent's error");
        });
        JobRequest<Text, String> parent = JobRequest.of(SHOUT, new Text("parent"));
        JobRequest<Text, String> child = JobRequest.of(SHOUT, new Text("child")).after(parent);

        List<JobHandle<?>> handles = engine.jobs().enqueueAll(List.of(parent, child));

        assertThatThrownBy(() -> handles.get(1).await(SOON)).isInstanceOf(JobFailedException.class);
        assertThat(handles.get(1).find().orElseThrow().counters().attempt()).isZero();
    }

    @Test
    void aJobMayWaitForChildrenAndGoOnFromItsCheckpoint() throws Exception {
        JobType<Text, Integer> childType = JobType.of("length", Text.class, Integer.class);
        JobEngine engine = started(builder(config())
                .register(childType, (params, context) -> params.text().length())
                .register(SHOUT, (params, context) -> {
                    if (context.checkpoint(String.class).isEmpty()) {
                        context.saveCheckpoint("split");
                        throw context.waitFor(List.of(
                                JobRequest.of(childType, new Text("one")),
                                JobRequest.of(childType, new Text("three"))));
                    }
                    return context.checkpoint(String.class).orElseThrow() + context.outputs(childType);
                }));

        JobHandle<String> handle = engine.jobs().enqueue(SHOUT, new Text("x"));

        assertThat(handle.await(SOON)).isEqualTo("split[3, 5]");
        assertThat(handle.find().orElseThrow().counters().retriesUsed()).isZero();
    }

    @Test
    void aJobThatWaitsForNoChildrenGoesOnAtOnce() throws Exception {
        JobEngine engine = start((params, context) -> {
            if (context.attempt() == 1) {
                throw context.waitFor(List.of());
            }
            return "went on";
        });

        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("went on");
    }

    @Test
    void aCheckpointOutlivesAFailedAttempt() throws Exception {
        JobEngine engine = start((params, context) -> {
            int done = context.checkpoint(Integer.class).orElse(0);
            if (done < 2) {
                context.saveCheckpoint(done + 1);
                throw new IllegalStateException("fell over at " + done);
            }
            return "resumed at " + done;
        });

        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("resumed at 2");
    }

    @Test
    void whatAJobKeepsIsThereForTheNextOneOfItsType() throws Exception {
        JobEngine engine = start((params, context) -> {
            int before = context.state("count", Integer.class).orElse(0);
            context.saveState("count", before + 1);
            context.saveState("count", before + 10);
            return "before: " + before;
        });

        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("before: 0");
        assertThat(engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON)).isEqualTo("before: 10");
    }

    @Test
    void aJobThatWasOvertakenDoesNotOverwriteWhatTheOtherKept() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        JobEngine engine = start((params, context) -> {
            String before = context.state("point", String.class).orElse("nothing");
            if (params.text().equals("slow") && context.attempt() == 1) {
                read.countDown();
                assertThat(overtaken.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
            context.saveState("point", params.text());
            return "after " + before;
        });

        JobHandle<String> slow = engine.jobs().enqueue(SHOUT, new Text("slow"));
        assertThat(read.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(engine.jobs().enqueue(SHOUT, new Text("quick")).await(SOON)).isEqualTo("after nothing");
        overtaken.countDown();

        assertThat(slow.await(SOON)).isEqualTo("after quick");
        assertThat(slow.find().orElseThrow().counters().retriesUsed()).isEqualTo(1);
    }

    @Test
    void progressIsTold() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        JobEngine engine = started(builder(config())
                .listener(event -> {
                    if (event instanceof JobEvent.Progressed progressed
                            && progressed.progress().done() == 40
                            && progressed.progress().percent().orElse(0.0) == 40.0) {
                        told.countDown();
                    }
                })
                .register(SHOUT, (params, context) -> {
                    context.progress().operation("counting").total(100).advance(40);
                    told.await();
                    return null;
                }));

        engine.jobs().enqueue(SHOUT, new Text("x")).await(SOON);

        assertThat(told.getCount()).isZero();
    }
}

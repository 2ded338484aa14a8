package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.scheduler.orchestrator.Orchestrator;
import io.github.steadwork.scheduler.orchestrator.Pipeline;
import io.github.steadwork.scheduler.orchestrator.PipelineStatus;
import io.github.steadwork.scheduler.orchestrator.PipelineView;
import io.github.steadwork.scheduler.orchestrator.StopPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Two pipelines that take turns: one is stopped at work, goes on where it was, and then the other one follows. */
public final class PipelinePair {

    private static final JobType<Integer, Void> EXTRACT = JobType.of("extract", Integer.class);
    private static final JobType<String, Void> LOAD = JobType.of("load", String.class);

    private static final CountDownLatch AT_PART_THREE = new CountDownLatch(1);

    private PipelinePair() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        try (JobEngine engine = JobEngine.builder()
                        .register(EXTRACT, PipelinePair::extract)
                        .register(LOAD, (target, context) -> {
                            System.out.println("load");
                            return null;
                        })
                        .start();
                Orchestrator orchestrator = Orchestrator.on(engine)
                        .pipeline(Pipeline.of("extract", JobRequest.of(EXTRACT, 6))
                                .onStop(StopPolicy.CHECKPOINT))
                        .pipeline(Pipeline.of("load", JobRequest.of(LOAD, "warehouse"))
                                .dependsOn("extract"))
                        .pollInterval(Duration.ofMillis(20))
                        .start()) {
            AT_PART_THREE.await();
            orchestrator.stop("extract", "the source is under maintenance");
            PipelineView stopped = await(orchestrator, "extract", PipelineStatus.PENDING);
            System.out.println("extract was stopped, and is " + stopped.status() + ": " + stopped.message());

            orchestrator.forceStart("extract");
            await(orchestrator, "extract", PipelineStatus.FINISHED);
            await(orchestrator, "load", PipelineStatus.FINISHED);
            System.out.println("both are FINISHED");
        }
    }

    /** Does one part after another, and remembers how far it is. */
    private static @Nullable Void extract(Integer parts, JobContext context) throws InterruptedException {
        int first = context.checkpoint(Integer.class).orElse(0);
        System.out.println("extract from part " + first);
        for (int part = first; part < parts; part++) {
            if (first == 0 && part == 3) {
                AT_PART_THREE.countDown();
                new CountDownLatch(1).await(); // until it is stopped
            }
            context.saveCheckpoint(part + 1);
        }
        return null;
    }

    private static PipelineView await(Orchestrator orchestrator, String name, PipelineStatus status)
            throws InterruptedException {
        PipelineView view = orchestrator.status(name);
        while (view.status() != status) {
            Thread.sleep(10);
            view = orchestrator.status(name);
        }
        return view;
    }
}

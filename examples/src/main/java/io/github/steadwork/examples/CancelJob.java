package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Calls off a job that waits, and one that runs. */
public final class CancelJob {

    private static final JobType<Integer, Void> COUNT = JobType.of("count", Integer.class);

    private CancelJob() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        try (JobEngine engine = JobEngine.builder()
                .register(COUNT, (limit, context) -> {
                    running.countDown();
                    for (int i = 0; i < limit; i++) {
                        context.checkCancelled();
                        Thread.sleep(1);
                    }
                    return null;
                })
                .start()) {
            JobHandle<Void> later =
                    engine.jobs().enqueue(JobRequest.of(COUNT, 1).delay(Duration.ofHours(1)));
            later.cancel("nobody needs it any more");
            System.out.println("the one that waited is " + later.state());

            JobHandle<Void> now = engine.jobs().enqueue(COUNT, Integer.MAX_VALUE);
            running.await();
            now.cancel("that is enough");
            now.await(Duration.ofSeconds(10));
        } catch (JobFailedException e) {
            System.out.println("the one that ran: " + e.getMessage());
        }
    }
}

package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Enqueues the same work twice: while the first job has not ended, the second enqueue answers with it. */
public final class UniqueJobs {

    private static final JobType<String, Void> REBUILD = JobType.of("rebuild-index", String.class);

    private UniqueJobs() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(1);
        try (JobEngine engine = JobEngine.builder()
                .register(REBUILD, (index, context) -> {
                    enough.await();
                    System.out.println("rebuilt " + index);
                    return null;
                })
                .start()) {
            JobRequest<String, Void> request = JobRequest.of(REBUILD, "customers");
            JobHandle<Void> first = engine.jobs().enqueue(request.unique("customers"));
            JobHandle<Void> second =
                    engine.jobs().enqueue(JobRequest.of(REBUILD, "customers").unique("customers"));
            System.out.println("the first: " + first.enqueued());
            System.out.println("the second: " + second.enqueued() + ", the same job: "
                    + second.id().equals(first.id()));
            enough.countDown();
            second.await(Duration.ofSeconds(10));
        }
    }
}

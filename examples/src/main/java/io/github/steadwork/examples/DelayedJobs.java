package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import java.time.Duration;

/** Enqueues a job that is due later: it waits in the queue, and no thread waits with it. */
public final class DelayedJobs {

    private static final JobType<String, Void> REMIND = JobType.of("remind", String.class);

    private DelayedJobs() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        try (JobEngine engine = JobEngine.builder()
                .register(REMIND, (text, context) -> {
                    System.out.println("reminder: " + text);
                    return null;
                })
                .start()) {
            JobHandle<Void> later = engine.jobs()
                    .enqueue(JobRequest.of(REMIND, "water the plants").delay(Duration.ofMillis(300)));
            System.out.println("now it is " + later.state());

            engine.jobs().enqueue(REMIND, "look out of the window").await(Duration.ofSeconds(10));
            later.await(Duration.ofSeconds(10));
            System.out.println("now it is " + later.state());
        }
    }
}

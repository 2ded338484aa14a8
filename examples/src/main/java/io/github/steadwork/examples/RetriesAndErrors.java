package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobType;
import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.retry.TransientException;
import java.time.Duration;

/** A transient error is retried, a permanent one is not. */
public final class RetriesAndErrors {

    static final class Fetch extends BaseJob<String, String> {

        static final RetryPolicy RETRY = RetryPolicy.builder()
                .maxRetries(5)
                .delay(Duration.ofMillis(50))
                .backoffFactor(2)
                .build();
        static final JobType<String, String> TYPE =
                JobType.of("fetch", String.class, String.class).with(JobOptions.DEFAULT.retry(RETRY));

        Fetch() {
            super(TYPE);
        }

        @Override
        protected String execute(String page, JobContext context) {
            System.out.println(page + ": attempt " + context.attempt());
            if (page.equals("secret")) {
                throw new PermanentException("the password is wrong");
            }
            if (context.attempt() < 3) {
                throw new TransientException("the server is busy");
            }
            return "the page";
        }
    }

    private RetriesAndErrors() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        try (JobEngine engine = JobEngine.builder().register(new Fetch()).start()) {
            System.out.println(engine.jobs().enqueue(Fetch.TYPE, "busy").await(Duration.ofSeconds(10)));
            engine.jobs().enqueue(Fetch.TYPE, "secret").await(Duration.ofSeconds(10));
        } catch (JobFailedException e) {
            System.out.println(e.getMessage());
        }
    }
}

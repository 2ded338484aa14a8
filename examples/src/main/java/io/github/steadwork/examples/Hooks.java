package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.RetryNotice;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The hooks around a job, in the order in which they are called. */
public final class Hooks {

    static final class Deliver extends BaseJob<String, String> {

        static final JobType<String, String> TYPE = JobType.of("deliver", String.class, String.class)
                .with(JobOptions.DEFAULT.retry(
                        RetryPolicy.builder().delay(Duration.ofMillis(50)).build()));

        Deliver() {
            super(TYPE);
        }

        @Override
        protected String execute(String parcel, JobContext context) {
            if (context.attempt() == 1) {
                throw new IllegalStateException("nobody is at home");
            }
            return parcel + " delivered";
        }

        @Override
        protected void onStart(String parcel, JobContext context) {
            System.out.println("onStart: attempt " + context.attempt());
        }

        @Override
        protected void onRetry(String parcel, RetryNotice notice, JobContext context) {
            System.out.println("onRetry: " + notice.error().getMessage());
        }

        @Override
        protected void onSuccess(String parcel, @Nullable String result, JobContext context) {
            System.out.println("onSuccess: " + result);
        }
    }

    private Hooks() {}

    /** Runs the example; closing the engine waits for the last hook. */
    public static void main(String[] args) throws InterruptedException {
        try (JobEngine engine = JobEngine.builder().register(new Deliver()).start()) {
            engine.jobs().enqueue(Deliver.TYPE, "book").await(Duration.ofSeconds(10));
        }
    }
}

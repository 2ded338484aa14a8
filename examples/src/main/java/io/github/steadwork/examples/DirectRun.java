package io.github.steadwork.examples;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobType;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.retry.TransientException;
import java.time.Duration;

/** Runs a job right here, without engine and queue, with its retries. */
public final class DirectRun {

    private static final JobType<Integer, Integer> SQUARE = JobType.of("square", Integer.class, Integer.class);

    private DirectRun() {}

    /** Runs the example. */
    public static void main(String[] args) {
        BaseJob<Integer, Integer> square = BaseJob.of(SQUARE, (number, context) -> {
            System.out.println("attempt " + context.attempt());
            if (context.attempt() == 1) {
                throw new TransientException("try me again");
            }
            return number * number;
        });
        RetryPolicy soon = RetryPolicy.builder().delay(Duration.ofMillis(10)).build();
        System.out.println(square.run(12, soon));
    }
}

package io.github.steadwork.examples;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Map and reduce: a job splits its work over children, and occupies no worker while they run. */
public final class WaitForChildren {

    record Range(long from, long to) {}

    private static final JobType<Range, Long> SUM_PART = JobType.of("sum-part", Range.class, Long.class);

    static final class Sum extends BaseJob<Range, Long> {

        static final JobType<Range, Long> TYPE = JobType.of("sum", Range.class, Long.class);
        private static final int PARTS = 4;

        Sum() {
            super(TYPE);
        }

        @Override
        protected Long execute(Range range, JobContext context) {
            List<Long> sums = context.outputs(SUM_PART);
            if (sums.isEmpty()) {
                throw context.waitFor(IntStream.range(0, PARTS)
                        .mapToObj(part -> JobRequest.of(SUM_PART, part(range, part)))
                        .toList());
            }
            System.out.println("parts: " + sums);
            return sums.stream().mapToLong(Long::longValue).sum();
        }

        private static Range part(Range all, int part) {
            long size = (all.to() - all.from()) / PARTS;
            long from = all.from() + part * size;
            return new Range(from, part == PARTS - 1 ? all.to() : from + size);
        }
    }

    private WaitForChildren() {}

    /** Runs the example. */
    public static void main(String[] args) throws InterruptedException {
        try (JobEngine engine = JobEngine.builder()
                .register(new Sum())
                .register(
                        SUM_PART,
                        (range, context) ->
                                LongStream.range(range.from(), range.to()).sum())
                .start()) {
            System.out.println("sum: "
                    + engine.jobs().enqueue(Sum.TYPE, new Range(0, 1_000)).await(Duration.ofSeconds(10)));
        }
    }
}

package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataTransformJob} is to do.
 *
 * <pre>{@code
 * TransformSpec.builder()
 *         .input(Dataset.csv(strikes))
 *         .output(Dataset.rows(clean))
 *         .step(TransformStep.rename("Cost Total $", "cost"))
 *         .step(TransformStep.derive("year", "year(flight_date)"))
 *         .build()
 * }</pre>
 *
 * @param input the rows to change; the output of the previous job if not said
 * @param output where the changed rows go
 * @param steps what is done, in this order; none copies the rows
 * @param rejects what is done with rows for which a step fails; the first one fails the job if not said
 * @param strategy how the job goes through its input; SEQUENTIAL if not said
 */
public record TransformSpec(
        Dataset input, Dataset output, List<TransformStep> steps, RejectSpec rejects, Strategy strategy) {

    /** Refuses a missing output. */
    public TransformSpec {
        input = Objects.requireNonNullElseGet(input, Dataset::previous);
        Outputs.required(output);
        steps = steps == null ? List.of() : List.copyOf(steps);
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        strategy = Objects.requireNonNullElse(strategy, Strategy.SEQUENTIAL);
    }

    /** What another job is to do with a chunk of the input. */
    TransformSpec ofChunk(Dataset part, Dataset file) {
        return new TransformSpec(part, output, steps, rejects, Strategy.chunk(file.path()));
    }

    /** A builder of a spec that reads the output of the previous job. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a job is to do. Not safe for use by several threads. */
    public static final class Builder {

        private final List<TransformStep> steps = new ArrayList<>();
        private Dataset input = Dataset.previous();
        private @Nullable Dataset output;
        private RejectSpec rejects = RejectSpec.FAIL;
        private Strategy strategy = Strategy.SEQUENTIAL;

        private Builder() {}

        /** The rows to change; the output of the previous job if not called. */
        public Builder input(Dataset input) {
            this.input = input;
            return this;
        }

        /** Where the changed rows go; has to be called. */
        public Builder output(Dataset output) {
            this.output = output;
            return this;
        }

        /** Adds a step after those that are there. */
        public Builder step(TransformStep step) {
            steps.add(step);
            return this;
        }

        /** Adds steps after those that are there. */
        public Builder steps(TransformStep... more) {
            steps.addAll(Arrays.asList(more));
            return this;
        }

        /** What is done with rows for which a step fails; the first one fails the job if not called. */
        public Builder rejects(RejectSpec rejects) {
            this.rejects = rejects;
            return this;
        }

        /** How the job goes through its input; by one thread if not called. */
        public Builder strategy(Strategy strategy) {
            this.strategy = strategy;
            return this;
        }

        /**
         * The spec.
         *
         * @throws IllegalArgumentException if the output is missing
         */
        public TransformSpec build() {
            return new TransformSpec(input, Outputs.required(output), steps, rejects, strategy);
        }
    }
}

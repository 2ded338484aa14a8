package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataDeduplicationJob} is to do.
 *
 * <pre>{@code
 * DeduplicationSpec.builder().input(Dataset.csv(orders)).output(Dataset.rows(unique)).keys("order_id").keep(Keep.LAST).build()
 * }</pre>
 *
 * @param input the rows; the output of the previous job if not said
 * @param output where the kept rows go, in the order of the source
 * @param keys the columns in which two rows must be equal to be the same; all columns if the list is empty. Null is equal to
 *     null
 * @param keep which of the same rows is kept; the first if not said, or the best if there is a
 *     {@code best}
 * @param best by what the best row is chosen, the next where rows are equal in the one before; with {@link Keep#BEST} only
 * @param dropped where the others go, with their own position as {@code dropped_position} and that of the row that was kept
 *     as {@code kept_position}; nowhere if empty
 * @param rejects what is done with rows that cannot be read; the first one fails the job if not said
 * @param memory how many bytes the keys may take before the rest goes to disk; 0 for a quarter of the heap
 * @param strategy how the job goes through its input; SEQUENTIAL if not said
 */
public record DeduplicationSpec(
        Dataset input,
        Dataset output,
        List<String> keys,
        Keep keep,
        List<Best> best,
        Optional<Dataset> dropped,
        RejectSpec rejects,
        long memory,
        Strategy strategy) {

    /** Refuses a missing output and too little memory. */
    public DeduplicationSpec {
        input = Objects.requireNonNullElseGet(input, Dataset::previous);
        Outputs.required(output);
        keys = keys == null ? List.of() : List.copyOf(keys);
        best = best == null ? List.of() : List.copyOf(best);
        keep = Objects.requireNonNullElse(keep, best.isEmpty() ? Keep.FIRST : Keep.BEST);
        if (best.isEmpty() == (keep == Keep.BEST)) {
            throw new IllegalArgumentException(
                    "keep is " + keep + " and best is " + best + "; name a best with BEST, and with nothing else");
        }
        dropped = Objects.requireNonNullElse(dropped, Optional.empty());
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        RunMemory.check(memory);
        strategy = Objects.requireNonNullElse(strategy, Strategy.SEQUENTIAL);
    }

    /** What another job is to do with a chunk of the input. */
    DeduplicationSpec ofChunk(Dataset part, Dataset file) {
        return new DeduplicationSpec(
                part, output, keys, keep, best, dropped, rejects, memory, Strategy.chunk(file.path()));
    }

    /** A builder of a spec that reads the output of the previous job and keeps the first of rows that are equal. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a job is to do. Not safe for use by several threads. */
    public static final class Builder {

        private Dataset input = Dataset.previous();
        private @Nullable Dataset output;
        private List<String> keys = List.of();
        private Keep keep = Keep.FIRST;
        private List<Best> best = List.of();
        private Optional<Dataset> dropped = Optional.empty();
        private RejectSpec rejects = RejectSpec.FAIL;
        private long memory = RunMemory.STANDARD;
        private Strategy strategy = Strategy.SEQUENTIAL;

        private Builder() {}

        /** The rows; the output of the previous job if not called. */
        public Builder input(Dataset input) {
            this.input = input;
            return this;
        }

        /** Where the kept rows go; has to be called. */
        public Builder output(Dataset output) {
            this.output = output;
            return this;
        }

        /** The columns in which two rows must be equal to be the same; all columns if not called. */
        public Builder keys(String... keys) {
            this.keys = List.of(keys);
            return this;
        }

        /** Which of the same rows is kept; the first if not called. */
        public Builder keep(Keep keep) {
            this.keep = keep;
            this.best = List.of();
            return this;
        }

        /** The best of rows with the same key is kept; the next one decides where rows are equal in the one before. */
        public Builder keepBest(Best... by) {
            this.keep = Keep.BEST;
            this.best = List.of(by);
            return this;
        }

        /** Where the others go, with the position of the row that was kept; nowhere if not called. */
        public Builder dropped(Dataset dropped) {
            this.dropped = Optional.of(dropped);
            return this;
        }

        /** What is done with rows that cannot be read; the first one fails the job if not called. */
        public Builder rejects(RejectSpec rejects) {
            this.rejects = rejects;
            return this;
        }

        /** How many bytes the keys may take before the rest goes to disk; a quarter of the heap if not called. */
        public Builder memory(long bytes) {
            this.memory = bytes;
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
         * @throws IllegalArgumentException if the output is missing, or a value is out of its range
         */
        public DeduplicationSpec build() {
            return new DeduplicationSpec(
                    input, Outputs.required(output), keys, keep, best, dropped, rejects, memory, strategy);
        }
    }
}

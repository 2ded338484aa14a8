package io.github.steadwork.jobs.processing.sort;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Dataset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataSortJob} is to do.
 *
 * <pre>{@code
 * SortSpec.builder().input(Dataset.csv(orders)).output(Dataset.csv(sorted)).by(SortBy.descending("amount")).build()
 * }</pre>
 *
 * @param input the rows; the output of the previous job if not said
 * @param output where the rows go
 * @param by what they are put in order by, the next where rows are equal in the one before; rows that are equal in all stay
 *     in the order of the source
 * @param limit how many rows are written, the first ones; 0 for all
 * @param rejects what is done with rows that cannot be read, or for which an expression has no value; the first one fails the
 *     job if not said
 * @param memory how many bytes rows may take before they go to disk; 0 for a quarter of the heap
 */
public record SortSpec(Dataset input, Dataset output, List<SortBy> by, long limit, RejectSpec rejects, long memory) {

    /** Refuses a sort by nothing, a missing output, a negative limit and too little memory. */
    public SortSpec {
        input = Objects.requireNonNullElseGet(input, Dataset::previous);
        Outputs.required(output);
        by = by == null ? List.of() : List.copyOf(by);
        if (by.isEmpty()) {
            throw new IllegalArgumentException("by is empty; name one column or more, as SortBy.ascending(\"id\")");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed is 0 or more; 0 is no limit");
        }
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        RunMemory.check(memory);
    }

    /** A builder of a spec that reads the output of the previous job. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a job is to do. Not safe for use by several threads. */
    public static final class Builder {

        private Dataset input = Dataset.previous();
        private @Nullable Dataset output;
        private List<SortBy> by = List.of();
        private long limit;
        private RejectSpec rejects = RejectSpec.FAIL;
        private long memory = RunMemory.STANDARD;

        private Builder() {}

        /** The rows; the output of the previous job if not called. */
        public Builder input(Dataset input) {
            this.input = input;
            return this;
        }

        /** Where the rows go; has to be called. */
        public Builder output(Dataset output) {
            this.output = output;
            return this;
        }

        /** What they are put in order by; has to be called. */
        public Builder by(SortBy... keys) {
            this.by = List.of(keys);
            return this;
        }

        /** Only the first so many rows are written. */
        public Builder limit(long rows) {
            this.limit = rows;
            return this;
        }

        /** What is done with rows that cannot be used; the first one fails the job if not called. */
        public Builder rejects(RejectSpec rejects) {
            this.rejects = rejects;
            return this;
        }

        /** How many bytes rows may take before they go to disk; a quarter of the heap if not called. */
        public Builder memory(long bytes) {
            this.memory = bytes;
            return this;
        }

        /**
         * The spec.
         *
         * @throws IllegalArgumentException if something is missing
         */
        public SortSpec build() {
            return new SortSpec(input, Outputs.required(output), by, limit, rejects, memory);
        }
    }
}

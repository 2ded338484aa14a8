package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataJoinJob} is to do.
 *
 * <pre>{@code
 * JoinSpec.builder().left(orders).right(customers).on("customer_id", "id").type(JoinType.LEFT).output(Dataset.rows(out)).build()
 * }</pre>
 *
 * @param left rows, which may be many; the output of the previous job if not said
 * @param right rows, which are held in memory as far as it lasts: give the smaller dataset here
 * @param on what must be equal in two rows that belong together; a null is equal to nothing
 * @param type which rows are given; {@link JoinType#INNER} if not said
 * @param prefix put before the name of a right column that the left has too; {@code right_} if not said
 * @param output where the rows go: in the order of the left, then of the right; right rows without a partner come last
 * @param rejects what is done with rows that cannot be read; the first one fails the job if not said
 * @param memory how many bytes the right rows may take before both sides go to disk; 0 for a quarter of the heap
 */
public record JoinSpec(
        Dataset left,
        Dataset right,
        List<JoinKey> on,
        JoinType type,
        String prefix,
        Dataset output,
        RejectSpec rejects,
        long memory) {

    private static final String PREFIX = "right_";

    /** Refuses a join without right rows, keys or output, and too little memory. */
    public JoinSpec {
        left = Objects.requireNonNullElseGet(left, Dataset::previous);
        requireRight(right);
        on = on == null ? List.of() : List.copyOf(on);
        if (on.isEmpty()) {
            throw new IllegalArgumentException("on is empty; name one pair of columns or more that must be equal");
        }
        type = Objects.requireNonNullElse(type, JoinType.INNER);
        prefix = Objects.requireNonNullElse(prefix, PREFIX);
        Outputs.required(output);
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        RunMemory.check(memory);
    }

    private static Dataset requireRight(@Nullable Dataset right) {
        if (right == null) {
            throw new IllegalArgumentException("right is missing; name a dataset, as Dataset.csv(path)");
        }
        return right;
    }

    /** A builder of a spec whose left rows are the output of the previous job. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a job is to do. Not safe for use by several threads. */
    public static final class Builder {

        private Dataset left = Dataset.previous();
        private @Nullable Dataset right;
        private final List<JoinKey> on = new ArrayList<>();
        private JoinType type = JoinType.INNER;
        private String prefix = PREFIX;
        private @Nullable Dataset output;
        private RejectSpec rejects = RejectSpec.FAIL;
        private long memory = RunMemory.STANDARD;

        private Builder() {}

        /** The left rows; the output of the previous job if not called. */
        public Builder left(Dataset rows) {
            this.left = rows;
            return this;
        }

        /** The right rows, the fewer of the two; has to be called. */
        public Builder right(Dataset rows) {
            this.right = rows;
            return this;
        }

        /** Adds a column that both have, and that must be equal. */
        public Builder on(String column) {
            return on(column, column);
        }

        /** Adds a column of the left and one of the right that must be equal. */
        public Builder on(String leftColumn, String rightColumn) {
            this.on.add(new JoinKey(leftColumn, rightColumn));
            return this;
        }

        /** Which rows are given; the pairs alone if not called. */
        public Builder type(JoinType type) {
            this.type = type;
            return this;
        }

        /** What is put before the name of a right column that the left has too; {@code right_} if not called. */
        public Builder prefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        /** Where the rows go; has to be called. */
        public Builder output(Dataset output) {
            this.output = output;
            return this;
        }

        /** What is done with rows that cannot be read; the first one fails the job if not called. */
        public Builder rejects(RejectSpec rejects) {
            this.rejects = rejects;
            return this;
        }

        /** How many bytes the right rows may take before both sides go to disk; a quarter of the heap if not called. */
        public Builder memory(long bytes) {
            this.memory = bytes;
            return this;
        }

        /**
         * The spec.
         *
         * @throws IllegalArgumentException if something is missing
         */
        public JoinSpec build() {
            return new JoinSpec(left, requireRight(right), on, type, prefix, Outputs.required(output), rejects, memory);
        }
    }
}

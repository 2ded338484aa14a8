package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.expression.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataAggregationJob} is to do.
 *
 * <pre>{@code
 * AggregationSpec.builder()
 *         .input(Dataset.rows(strikes))
 *         .output(Dataset.rows(byOperator))
 *         .groupBy("operator")
 *         .groupBy(GroupKey.by("year(flight_date)").as("year"))
 *         .measures(Measure.count().as("strikes"), Measure.sum("cost").as("cost"))
 *         .orderBy(Order.descending("strikes"))
 *         .build()
 * }</pre>
 *
 * @param input the rows; the output of the previous job if not said
 * @param output where the rows of the groups go: first the groups' columns, then the measures'
 * @param groupBy what rows are grouped by; all rows are one group if the list is empty. Null is a group of its own
 * @param measures what is computed of each group; none gives the different groups
 * @param having which groups are kept: a condition over the columns of the output
 * @param orderBy the order of the output; groups that are equal in it, or all without it, are in the order of their keys
 * @param limit how many rows are written at most; 0 for all
 * @param rejects what is done with rows that cannot be read, or for which an expression has no value; the first one fails the
 *     job if not said
 * @param memory how many bytes the groups may take before the rest goes to disk; 0 for a quarter of the heap
 * @param strategy how the job goes through its input; SEQUENTIAL if not said
 */
public record AggregationSpec(
        Dataset input,
        Dataset output,
        List<GroupKey> groupBy,
        List<Measure> measures,
        Optional<Expression> having,
        List<Order> orderBy,
        long limit,
        RejectSpec rejects,
        long memory,
        Strategy strategy) {

    /** Refuses a missing output, a spec that would compute nothing, and numbers that are out of range. */
    public AggregationSpec {
        input = Objects.requireNonNullElseGet(input, Dataset::previous);
        Outputs.required(output);
        groupBy = groupBy == null ? List.of() : List.copyOf(groupBy);
        measures = measures == null ? List.of() : List.copyOf(measures);
        having = Objects.requireNonNullElse(having, Optional.empty());
        orderBy = orderBy == null ? List.of() : List.copyOf(orderBy);
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        strategy = Objects.requireNonNullElse(strategy, Strategy.SEQUENTIAL);
        if (groupBy.isEmpty() && measures.isEmpty()) {
            throw new IllegalArgumentException(
                    "groupBy and measures are empty, allowed is one entry or more in either");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed is 0 for all, or more");
        }
        RunMemory.check(memory);
    }

    /** What another job is to do with a chunk of the input: to keep what is needed of its groups. */
    AggregationSpec ofChunk(Dataset part, Dataset file) {
        return new AggregationSpec(
                part,
                output,
                groupBy,
                measures,
                Optional.empty(),
                List.of(),
                0,
                rejects,
                memory,
                Strategy.chunk(file.path()));
    }

    /** A builder of a spec that reads the output of the previous job. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a job is to do. Not safe for use by several threads. */
    public static final class Builder {

        private final List<GroupKey> groupBy = new ArrayList<>();
        private final List<Measure> measures = new ArrayList<>();
        private Dataset input = Dataset.previous();
        private @Nullable Dataset output;
        private Optional<Expression> having = Optional.empty();
        private List<Order> orderBy = List.of();
        private long limit;
        private RejectSpec rejects = RejectSpec.FAIL;
        private long memory = RunMemory.STANDARD;
        private Strategy strategy = Strategy.SEQUENTIAL;

        private Builder() {}

        /** The rows; the output of the previous job if not called. */
        public Builder input(Dataset input) {
            this.input = input;
            return this;
        }

        /** Where the rows of the groups go; has to be called. */
        public Builder output(Dataset output) {
            this.output = output;
            return this;
        }

        /** Groups by these, too: columns, or other expressions, each under its own text. */
        public Builder groupBy(String... expressions) {
            Arrays.stream(expressions).map(GroupKey::by).forEach(groupBy::add);
            return this;
        }

        /** Groups by this, too. */
        public Builder groupBy(GroupKey key) {
            groupBy.add(key);
            return this;
        }

        /** Computes these, too. */
        public Builder measures(Measure... more) {
            measures.addAll(Arrays.asList(more));
            return this;
        }

        /**
         * Computes each measure that is there so far once for each of these values in place of once: a column for each, named
         * after the value and the measure, as {@code open_count}. Other values are left out.
         *
         * @param expression whose values, as text, are compared with these
         */
        public Builder pivot(String expression, String... values) {
            List<Measure> plain = List.copyOf(measures);
            measures.clear();
            for (String value : values) {
                String condition = "cast((" + expression + ") as string) = '" + value.replace("'", "''") + "'";
                plain.forEach(measure -> measures.add(measure.where(condition).as(value + "_" + measure.name())));
            }
            return this;
        }

        /** Keeps only the groups for which this condition over the output holds; all of them if not called. */
        public Builder having(String condition) {
            this.having = Optional.of(Expression.parse(condition));
            return this;
        }

        /** The order of the output; that of the groups' keys if not called. */
        public Builder orderBy(Order... orders) {
            this.orderBy = List.of(orders);
            return this;
        }

        /** How many rows are written at most; all if not called. */
        public Builder limit(long rows) {
            this.limit = rows;
            return this;
        }

        /** What is done with rows that cannot be used; the first one fails the job if not called. */
        public Builder rejects(RejectSpec rejects) {
            this.rejects = rejects;
            return this;
        }

        /** How many bytes the groups may take before the rest goes to disk; a quarter of the heap if not called. */
        public Builder memory(long bytes) {
            this.memory = bytes;
            return this;
        }

        /** How the job goes through its input; SEQUENTIAL if not called. */
        public Builder strategy(Strategy strategy) {
            this.strategy = strategy;
            return this;
        }

        /**
         * The spec.
         *
         * @throws IllegalArgumentException if the output is missing, or a value is out of its range
         */
        public AggregationSpec build() {
            return new AggregationSpec(
                    input,
                    Outputs.required(output),
                    groupBy,
                    measures,
                    having,
                    orderBy,
                    limit,
                    rejects,
                    memory,
                    strategy);
        }
    }
}

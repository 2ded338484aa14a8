package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataValidationJob} is to do.
 *
 * <pre>{@code
 * ValidationSpec.builder()
 *         .input(Dataset.csv(strikes))
 *         .output(Dataset.rows(valid))
 *         .rule(ValidationRule.required("state"))
 *         .rule(ValidationRule.min("cost", "0"))
 *         .rejects(RejectSpec.to(rejects).withMaxShare(0.05))
 *         .build()
 * }</pre>
 *
 * @param input the rows; the output of the previous job if not said
 * @param output where the rows go that break no rule, or only rules that are warnings
 * @param rules what the rows are held to
 * @param rejects what is done with the other rows, and how many there may be before the job fails; the first one fails the
 *     job if not said. Where they are kept, the file has one line for each failure, warnings as well
 * @param minScore the least score of quality; a lower one fails the job; 0 to 1
 * @param minScores the least share of a dimension of quality; a lower one fails the job; each 0 to 1
 * @param memory how many bytes the keys of unique rules may take before the rest goes to disk; 0 for a quarter of the heap
 * @param strategy how the job goes through its input; SEQUENTIAL if not said
 */
public record ValidationSpec(
        Dataset input,
        Dataset output,
        List<ValidationRule> rules,
        RejectSpec rejects,
        double minScore,
        Map<Dimension, Double> minScores,
        long memory,
        Strategy strategy) {

    /** Refuses a missing output, and numbers that are out of range. */
    public ValidationSpec {
        input = Objects.requireNonNullElseGet(input, Dataset::previous);
        Outputs.required(output);
        rules = rules == null ? List.of() : List.copyOf(rules);
        rejects = Objects.requireNonNullElse(rejects, RejectSpec.FAIL);
        requireShare("minScore", minScore);
        minScores = minScores == null || minScores.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new EnumMap<>(minScores));
        minScores.forEach((dimension, share) -> requireShare("minScores: " + dimension, share));
        RunMemory.check(memory);
        strategy = Objects.requireNonNullElse(strategy, Strategy.SEQUENTIAL);
    }

    /** What another job is to do with a chunk of the input. */
    ValidationSpec ofChunk(Dataset part, Dataset file) {
        return new ValidationSpec(part, output, rules, rejects, 0, Map.of(), memory, Strategy.chunk(file.path()));
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(name + " is " + share + ", allowed is 0 to 1");
        }
    }

    /** A builder of a spec that reads the output of the previous job. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a job is to do. Not safe for use by several threads. */
    public static final class Builder {

        private final List<ValidationRule> rules = new ArrayList<>();
        private Dataset input = Dataset.previous();
        private @Nullable Dataset output;
        private RejectSpec rejects = RejectSpec.FAIL;
        private double minScore;
        private final Map<Dimension, Double> minScores = new EnumMap<>(Dimension.class);
        private long memory = RunMemory.STANDARD;
        private Strategy strategy = Strategy.SEQUENTIAL;

        private Builder() {}

        /** The rows; the output of the previous job if not called. */
        public Builder input(Dataset input) {
            this.input = input;
            return this;
        }

        /** Where the valid rows go; has to be called. */
        public Builder output(Dataset output) {
            this.output = output;
            return this;
        }

        /** Adds a rule. */
        public Builder rule(ValidationRule rule) {
            rules.add(rule);
            return this;
        }

        /** Adds rules. */
        public Builder rules(ValidationRule... more) {
            rules.addAll(Arrays.asList(more));
            return this;
        }

        /** What is done with invalid rows, and how many there may be; the first one fails the job if not called. */
        public Builder rejects(RejectSpec rejects) {
            this.rejects = rejects;
            return this;
        }

        /** The least score of quality, 0 to 1; a lower one fails the job. */
        public Builder minScore(double minScore) {
            this.minScore = minScore;
            return this;
        }

        /** The least share of a dimension of quality, 0 to 1; a lower one fails the job. */
        public Builder minScore(Dimension dimension, double share) {
            minScores.put(dimension, share);
            return this;
        }

        /** How many bytes the keys of unique rules may take before the rest goes to disk; else a quarter of the heap. */
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
        public ValidationSpec build() {
            return new ValidationSpec(
                    input, Outputs.required(output), rules, rejects, minScore, minScores, memory, strategy);
        }
    }
}

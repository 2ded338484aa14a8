package io.github.steadwork.jobs.analysis.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a statistics job looks at. A number that is 0 or missing means its default.
 *
 * @param input the data
 * @param columns which columns, in this order; empty for all
 * @param percentiles which percentiles, each from 0 to 100; empty for {@link #DEFAULT_PERCENTILES}
 * @param bins about how many bins a histogram has; 20 unless said
 * @param top how many of the most frequent values are told; 10 unless said
 * @param distinctLimit up to how many different values of a text column are counted; 100,000 unless said. Of columns with
 *     more it is only told that they have more. Numbers and times are always counted exactly.
 * @param spearman whether Spearman's correlation is computed beside Pearson's: it keeps the rows once more, as numbers
 * @param groupBy columns whose values divide the rows into groups; empty for none
 * @param maxGroups how many groups there may be before the job fails; 1,000 unless said
 * @param trend over which time; empty for none
 * @param memoryBytes how much memory numbers may take before they are sorted on disk; 64 MiB unless said
 * @param strategy how the job goes through its input; SEQUENTIAL if not said
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StatisticsSpec(
        Dataset input,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> columns,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Double> percentiles,
        int bins,
        int top,
        int distinctLimit,
        boolean spearman,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> groupBy,
        int maxGroups,
        Optional<TrendBy> trend,
        long memoryBytes,
        Strategy strategy) {

    /** The percentiles unless said: 5, 25, 50, 75, 95. */
    public static final List<Double> DEFAULT_PERCENTILES = List.of(5.0, 25.0, 50.0, 75.0, 95.0);

    private static final int DEFAULT_BINS = 20;
    private static final int DEFAULT_TOP = 10;
    private static final int DEFAULT_DISTINCT = 100_000;
    private static final int DEFAULT_GROUPS = 1_000;
    private static final long DEFAULT_MEMORY = 64L << 20;

    /** Refuses numbers out of range, and sets defaults. */
    public StatisticsSpec {
        Objects.requireNonNull(input, "the statistics have no input; give a dataset");
        columns = List.copyOf(columns);
        percentiles = percentiles.isEmpty() ? DEFAULT_PERCENTILES : List.copyOf(percentiles);
        for (double percent : percentiles) {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("a percentile is " + percent + ", allowed is 0 to 100");
            }
        }
        bins = (int) orDefault("bins", bins, DEFAULT_BINS, 1_000);
        top = (int) orDefault("top", top, DEFAULT_TOP, 10_000);
        distinctLimit = (int) orDefault("distinctLimit", distinctLimit, DEFAULT_DISTINCT, 100_000_000);
        groupBy = List.copyOf(groupBy);
        maxGroups = (int) orDefault("maxGroups", maxGroups, DEFAULT_GROUPS, 1_000_000);
        memoryBytes = orDefault("memoryBytes", memoryBytes, DEFAULT_MEMORY, Long.MAX_VALUE);
        strategy = Objects.requireNonNullElse(strategy, Strategy.SEQUENTIAL);
    }

    /** What another job is to do with a chunk of the input, and to leave in a file. */
    public StatisticsSpec ofChunk(Dataset part, Dataset file) {
        return new StatisticsSpec(
                part,
                columns,
                percentiles,
                bins,
                top,
                distinctLimit,
                spearman,
                groupBy,
                maxGroups,
                trend,
                memoryBytes,
                Strategy.chunk(file.path()));
    }

    private static long orDefault(String name, long value, long byDefault, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 to " + most);
        }
        return value == 0 ? byDefault : value;
    }

    /**
     * Over which time a trend is looked at.
     *
     * @param column a date or a time
     * @param period what it is rounded down to
     */
    public record TrendBy(String column, Period period) {

        /** Refuses a trend without column or period. */
        public TrendBy {
            Objects.requireNonNull(column, "the trend has no column; name a date or a time");
            Objects.requireNonNull(period, "the trend has no period; give one of Period");
        }
    }

    /** All columns, with all defaults. */
    public static StatisticsSpec of(Dataset input) {
        return builder(input).build();
    }

    /** Begins a spec for these data. */
    public static Builder builder(Dataset input) {
        return new Builder(input);
    }

    /** Builds a {@link StatisticsSpec}, which explains each part. */
    public static final class Builder {

        private final Dataset input;
        private List<String> columns = List.of();
        private List<Double> percentiles = List.of();
        private int bins;
        private int top;
        private int distinctLimit;
        private boolean spearman;
        private List<String> groupBy = List.of();
        private int maxGroups;
        private @Nullable TrendBy trend;
        private long memoryBytes;
        private Strategy strategy = Strategy.SEQUENTIAL;

        Builder(Dataset input) {
            this.input = input;
        }

        /** Only these columns. */
        public Builder columns(String... names) {
            this.columns = List.of(names);
            return this;
        }

        /** These percentiles, from 0 to 100. */
        public Builder percentiles(double... percents) {
            this.percentiles = Arrays.stream(percents).boxed().toList();
            return this;
        }

        /** About so many bins. */
        public Builder bins(int bins) {
            this.bins = bins;
            return this;
        }

        /** So many of the most frequent values. */
        public Builder top(int values) {
            this.top = values;
            return this;
        }

        /** Up to so many different values of text. */
        public Builder distinctLimit(int values) {
            this.distinctLimit = values;
            return this;
        }

        /** Spearman's correlation too. */
        public Builder spearman() {
            this.spearman = true;
            return this;
        }

        /** Groups by these columns. */
        public Builder groupBy(String... names) {
            this.groupBy = List.of(names);
            return this;
        }

        /** At most so many groups. */
        public Builder maxGroups(int groups) {
            this.maxGroups = groups;
            return this;
        }

        /** A trend over the dates or times of this column. */
        public Builder trend(String column, Period period) {
            this.trend = new TrendBy(column, period);
            return this;
        }

        /** So much memory for numbers. */
        public Builder memoryBytes(long bytes) {
            this.memoryBytes = bytes;
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
         * @throws IllegalArgumentException if a number is out of range
         */
        public StatisticsSpec build() {
            return new StatisticsSpec(
                    input,
                    columns,
                    percentiles,
                    bins,
                    top,
                    distinctLimit,
                    spearman,
                    groupBy,
                    maxGroups,
                    Optional.ofNullable(trend),
                    memoryBytes,
                    strategy);
        }
    }
}

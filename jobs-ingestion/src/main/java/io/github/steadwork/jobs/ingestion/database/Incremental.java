package io.github.steadwork.jobs.ingestion.database;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How only what is new is read: by a column that grows. A run reads from where the last one has ended, that value included and less
 * the lookback, to the greatest value there is when it begins, included. Rows that an earlier run has read are left out: those
 * with the same key and the same content.
 *
 * @param column a time of change, or an id that grows
 * @param lookback how much earlier than the last run's end a run begins, for rows that are committed late; of a time
 * @param lookbackIds the same, of an id
 * @param nulls what becomes of rows where the column is null
 * @param initial where the first run begins, as text; empty for the beginning
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Incremental(
        String column, Duration lookback, long lookbackIds, Nulls nulls, Optional<String> initial) {

    /** What becomes of rows where the column is null. */
    public enum Nulls {
        /** The source fails if there is one. */
        FAIL,
        /** They are counted and left out. */
        SKIP,
        /** They are read by every run. */
        INCLUDE
    }

    /** Refuses a lookback that is negative. */
    public Incremental {
        Objects.requireNonNull(nulls, "nulls");
        if (column.isBlank()) {
            throw new IllegalArgumentException("the column of an incremental source is '" + column + "'; name one");
        }
        if (lookback.isNegative() || lookbackIds < 0) {
            throw new IllegalArgumentException("lookback is " + lookback + " and lookbackIds is " + lookbackIds
                    + ", allowed is zero or more");
        }
    }

    /** By this column, without a lookback; the source fails where it is null. */
    public static Incremental by(String column) {
        return new Incremental(column, Duration.ZERO, 0, Nulls.FAIL, Optional.empty());
    }

    @JsonCreator
    static Incremental read(
            @JsonProperty("column") @Nullable String column,
            @JsonProperty("lookback") @Nullable Duration lookback,
            @JsonProperty("lookbackIds") @Nullable Long lookbackIds,
            @JsonProperty("nulls") @Nullable Nulls nulls,
            @JsonProperty("initial") @Nullable String initial) {
        return new Incremental(
                Objects.requireNonNullElse(column, ""),
                Objects.requireNonNullElse(lookback, Duration.ZERO),
                lookbackIds == null ? 0 : lookbackIds,
                Objects.requireNonNullElse(nulls, Nulls.FAIL),
                Optional.ofNullable(initial));
    }

    /** The same with this lookback, of a time. */
    public Incremental withLookback(Duration length) {
        return new Incremental(column, length, lookbackIds, nulls, initial);
    }

    /** The same with this lookback, of an id. */
    public Incremental withLookbackIds(long ids) {
        return new Incremental(column, lookback, ids, nulls, initial);
    }

    /** The same with another treatment of nulls. */
    public Incremental withNulls(Nulls policy) {
        return new Incremental(column, lookback, lookbackIds, policy, initial);
    }

    /** The same, whose first run begins here: a number, a day or a time as {@code 2026-01-31T13:45:00Z}. */
    public Incremental startingAt(String value) {
        return new Incremental(column, lookback, lookbackIds, nulls, Optional.of(value));
    }
}

package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How only what is new is asked for: by a field that grows, as the time of the last change. A run asks from the greatest value that the
 * last run has seen, less the lag; records that the last run has read are left out, those with the same content. Of a time, no run
 * remembers one that is later than its own beginning, by the server's clock, for what changed after that may be on a page already read.
 *
 * @param field of a record, at its top
 * @param parameter of the query that takes the value; empty where {@code {last_sync}} stands in the query or the body
 * @param format how the value is written there
 * @param lag how much earlier than the last run's end is asked for, of a time
 * @param lagIds the same, of a whole number
 * @param initial where the first run begins, as text; empty for the beginning
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiIncremental(
        String field, Optional<String> parameter, Format format, Duration lag, long lagIds, Optional<String> initial) {

    /** How a value is written. */
    public enum Format {
        /** As it is; a time as {@code 2026-01-31T13:45:00Z}. */
        TEXT,
        /** A time as seconds since 1970. */
        EPOCH_SECONDS,
        /** A time as milliseconds since 1970. */
        EPOCH_MILLIS
    }

    /** Refuses a lag that is negative. */
    public ApiIncremental {
        Objects.requireNonNull(format, "format");
        if (field.isBlank()) {
            throw new IllegalArgumentException("the field of an incremental stream is '" + field + "'; name one");
        }
        if (lag.isNegative() || lagIds < 0) {
            throw new IllegalArgumentException(
                    "lag is " + lag + " and lagIds is " + lagIds + ", allowed is zero or more");
        }
    }

    @JsonCreator
    static ApiIncremental read(
            @JsonProperty("field") @Nullable String field,
            @JsonProperty("parameter") @Nullable String parameter,
            @JsonProperty("format") @Nullable Format format,
            @JsonProperty("lag") @Nullable Duration lag,
            @JsonProperty("lagIds") @Nullable Long lagIds,
            @JsonProperty("initial") @Nullable String initial) {
        return new ApiIncremental(
                Objects.requireNonNullElse(field, ""),
                Optional.ofNullable(parameter),
                Objects.requireNonNullElse(format, Format.TEXT),
                Objects.requireNonNullElse(lag, Duration.ZERO),
                lagIds == null ? 0 : lagIds,
                Optional.ofNullable(initial));
    }

    /** By this field, whose value goes into the query or body where {@code {last_sync}} stands. */
    public static ApiIncremental by(String field) {
        return new ApiIncremental(field, Optional.empty(), Format.TEXT, Duration.ZERO, 0, Optional.empty());
    }

    /** The same, with the value in this parameter of the query. */
    public ApiIncremental in(String queryParameter) {
        return new ApiIncremental(field, Optional.of(queryParameter), format, lag, lagIds, initial);
    }

    /** The same, written so. */
    public ApiIncremental as(Format written) {
        return new ApiIncremental(field, parameter, written, lag, lagIds, initial);
    }

    /** The same with this lag, of a time. */
    public ApiIncremental withLag(Duration length) {
        return new ApiIncremental(field, parameter, format, length, lagIds, initial);
    }

    /** The same with this lag, of a whole number. */
    public ApiIncremental withLagIds(long ids) {
        return new ApiIncremental(field, parameter, format, lag, ids, initial);
    }

    /** The same, whose first run begins here: a number, a day or a time as {@code 2026-01-31T13:45:00Z}. */
    public ApiIncremental startingAt(String value) {
        return new ApiIncremental(field, parameter, format, lag, lagIds, Optional.of(value));
    }
}

package io.github.steadwork.datajobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.job.JobId;
import io.github.steadwork.pipeline.data.RowCounts;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has become of one source in a run.
 *
 * @param name the source
 * @param status where it stands
 * @param job the job that reads it; empty if there is none
 * @param rows what has become of its rows; of one that has not succeeded only what it said of its progress
 * @param duration from the beginning of its first attempt to the end of its last; empty before that
 * @param memoryBytes the most heap that was in use in its process while it was read, of all that went on there; empty unless it has
 *     succeeded
 * @param message why it did not succeed; otherwise empty
 * @param result what the job that has read it gave back, as JSON has it: maps, lists, texts, numbers; empty if nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SourceRun(
        String name,
        RunStatus status,
        Optional<JobId> job,
        RowCounts rows,
        Optional<Duration> duration,
        Optional<Long> memoryBytes,
        String message,
        Optional<Object> result) {

    /** What is empty is not stored. */
    @JsonCreator
    static SourceRun read(
            @JsonProperty("name") String name,
            @JsonProperty("status") RunStatus status,
            @JsonProperty("job") @Nullable JobId job,
            @JsonProperty("rows") @Nullable RowCounts rows,
            @JsonProperty("duration") @Nullable Duration duration,
            @JsonProperty("memoryBytes") @Nullable Long memoryBytes,
            @JsonProperty("message") @Nullable String message,
            @JsonProperty("result") @Nullable Object result) {
        return new SourceRun(
                name,
                status,
                Optional.ofNullable(job),
                Objects.requireNonNullElse(rows, RowCounts.NONE),
                Optional.ofNullable(duration),
                Optional.ofNullable(memoryBytes),
                Objects.requireNonNullElse(message, ""),
                Optional.ofNullable(result));
    }

    /** One that no job has been made for. */
    static SourceRun without(String name, RunStatus status, String message) {
        return new SourceRun(
                name,
                status,
                Optional.empty(),
                RowCounts.NONE,
                Optional.empty(),
                Optional.empty(),
                message,
                Optional.empty());
    }
}

package io.github.steadwork.datajobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.job.JobType;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One source of a data job: which job reads it, and with which parameters. Whether it is read in full or what is new, by which column,
 * with what lookback, in which batches or by what SQL, those parameters say.
 *
 * @param name by which it is told apart from the other sources of the data job
 * @param type the type of the job that reads it; only jobs that were given to {@link DataJobs} do
 * @param version of the shape of its parameters, as {@link JobType#version()}
 * @param parameters what that job is given: a value of its payload class, or the same as JSON has it, of maps, lists, texts and numbers
 */
public record DataJobSource(String name, String type, int version, Object parameters) {

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses a name that cannot be one. */
    public DataJobSource {
        requireName("source", name);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(parameters, "parameters");
    }

    static String requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a " + what + " is '" + name
                    + "', allowed are 1 to 64 letters, digits and . _ - with a letter or digit first");
        }
        return name;
    }

    @JsonCreator
    static DataJobSource read(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("type") @Nullable String type,
            @JsonProperty("version") @Nullable Integer version,
            @JsonProperty("parameters") @Nullable Object parameters) {
        if (name == null || type == null || parameters == null) {
            throw new IllegalArgumentException("a source needs a name, a type and parameters");
        }
        return new DataJobSource(name, type, version == null ? 1 : version, parameters);
    }

    /** A source that a job of this type reads. */
    public static <P> DataJobSource of(String name, JobType<P, ?> type, P parameters) {
        return new DataJobSource(name, type.name(), type.version(), parameters);
    }
}

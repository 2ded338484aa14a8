package io.github.steadwork.pipeline.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A name for data, as a value that a job's parameters can hold: which format, where, and how to read it. Nothing is
 * opened by it; see {@link DataFormats}.
 *
 * @param format as "csv", "json", "ndjson", "rows" or "inline"
 * @param location a path, or whatever the format takes
 * @param options of the format, by name
 * @param schema the columns, where they are declared and not taken from the data
 * @param rows the data themselves, as text, of an inline dataset; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Dataset(
        String format,
        String location,
        Map<String, String> options,
        Optional<Schema> schema,
        List<List<@Nullable String>> rows) {

    private static final String PREVIOUS = "previous";

    /** Copies options and rows. */
    public Dataset {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(schema, "schema");
        if (format.isBlank()) {
            throw new IllegalArgumentException("format is '" + format + "', allowed is a name as csv, json, ndjson, rows or inline");
        }
        options = Collections.unmodifiableMap(new TreeMap<>(options));
        rows = List.copyOf(rows);
    }

    @JsonCreator
    static Dataset read(
            @JsonProperty("format") @Nullable String format,
            @JsonProperty("location") @Nullable String location,
            @JsonProperty("options") @Nullable Map<String, String> options,
            @JsonProperty("schema") @Nullable Schema schema,
            @JsonProperty("rows") @Nullable List<List<@Nullable String>> rows) {
        if (format == null) {
            throw new IllegalArgumentException("a dataset has no format; give one, as {\"format\": \"csv\"}");
        }
        return new Dataset(
                format,
                Objects.requireNonNullElse(location, ""),
                Objects.requireNonNullElse(options, Map.of()),
                Optional.ofNullable(schema),
                Objects.requireNonNullElse(rows, List.of()));
    }

    /** Data of any format. */
    public static Dataset of(String format, String location) {
        return new Dataset(format, location, Map.of(), Optional.empty(), List.of());
    }

    /** A CSV file, packed if its name ends in {@code .gz} or {@code .zip}. */
    public static Dataset csv(Path file) {
        return of("csv", file.toString());
    }

    /** A JSON file that holds a list of objects, packed as {@link #csv}. */
    public static Dataset json(Path file) {
        return of("json", file.toString());
    }

    /** A file with a JSON object in each line, packed as {@link #csv}. */
    public static Dataset ndjson(Path file) {
        return of("ndjson", file.toString());
    }

    /** A file of rows in the binary form that jobs hand to each other. */
    public static Dataset rows(Path file) {
        return of("rows", file.toString());
    }

    /** A few rows that travel within the dataset itself. */
    public static Dataset list(Schema schema, List<Row> rows) {
        List<List<@Nullable String>> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(InlineFormat.texts(row)));
        return new Dataset(InlineFormat.NAME, "", Map.of(), Optional.of(schema), texts);
    }

    /** The dataset that the one job gave back for which this job waited; see {@link #resolve}. */
    public static Dataset previous() {
        return of(PREVIOUS, "");
    }

    /** The dataset of one of several jobs for which this job waited: from 0, in the order in which it named them. */
    public static Dataset previous(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + ", allowed is 0 or more");
        }
        return of(PREVIOUS, Integer.toString(index));
    }

    /** This dataset with an option of its format. */
    public Dataset with(String option, String value) {
        Map<String, String> more = new TreeMap<>(options);
        more.put(option, value);
        return new Dataset(format, location, more, schema, rows);
    }

    /** This dataset with its columns declared. */
    public Dataset with(Schema declared) {
        return new Dataset(format, location, options, Optional.of(declared), rows);
    }

    /** Whether it stands for the output of another job. */
    @JsonIgnore
    public boolean isPrevious() {
        return format.equals(PREVIOUS);
    }

    /**
     * The dataset itself, or, if it stands for the output of another job, that one: taken from the results of the jobs
     * that this one waited for, of those that have a property {@code output}.
     *
     * @throws DataException if there is none, or several and no index was given
     */
    public Dataset resolve(JobContext context) {
        if (!isPrevious()) {
            return this;
        }
        List<Dataset> outputs = context.outputs(DatasetOutput.class).stream()
                .flatMap(result -> result.output().stream())
                .toList();
        if (location.isEmpty() && outputs.size() > 1) {
            throw new DataException("the dataset of the previous job was asked for, but this job waited for "
                    + outputs.size() + " jobs with one; say which, as previous(0)");
        }
        int index = location.isEmpty() ? 0 : index();
        if (index >= outputs.size()) {
            throw new DataException("the dataset of the previous job number " + index + " was asked for, but "
                    + outputs.size() + " such jobs gave one; wait for the job, or name the data instead");
        }
        return outputs.get(index);
    }

    private int index() {
        try {
            return Integer.parseUnsignedInt(location);
        } catch (NumberFormatException e) {
            throw new DataException("the previous dataset is '" + location + "', allowed is a number from 0", e);
        }
    }

    /**
     * The location as a path.
     *
     * @throws DataException if it is none
     */
    public Path path() {
        if (location.isBlank()) {
            throw new DataException("a dataset of format '" + format + "' has no location; give the path of a file");
        }
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new DataException("'" + location + "' is not a path: " + e.getReason(), e);
        }
    }

    /** A short name for messages: the file's name without its folder, or the format. */
    @JsonIgnore
    public String name() {
        if (location.isBlank()) {
            return format;
        }
        int slash = Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\'));
        return location.substring(slash + 1);
    }
}

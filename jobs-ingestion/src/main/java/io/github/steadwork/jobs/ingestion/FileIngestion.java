package io.github.steadwork.jobs.ingestion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FileIngestionJob} is to do.
 *
 * <pre>{@code
 * FileIngestion.csv("inbox/strikes-*.csv.gz")
 *         .option("delimiter", ";")
 *         .rejectsTo(Path.of("work/rejects.csv"))
 *         .to(Path.of("work/strikes.rows"))
 * }</pre>
 *
 * @param source where the rows come from: its location is a file, a folder (the files in it whose names do not begin with
 *     a dot or an underscore) or a pattern as {@code inbox/strikes-*.csv} or {@code inbox/**}{@code /*.csv}. Several files are read
 *     one after another, in the order of their names, and must have the same columns
 * @param output where the rows go; nothing is seen there before all of them have been read
 * @param policy what becomes of rows that cannot be read
 * @param rejectsFile the file that keeps those rows; needed exactly if the policy is to keep them
 * @param fileColumn the name of a column to add, with the name of the file that each row came from; empty for none
 * @param minRows how many good rows there must be, so that an empty delivery is not taken for a success; 0 or more
 * @param stateKey under which the job remembers which files it has read, to read only those that are new or have changed; empty
 *     to read all. If none is new, nothing is written and the job succeeds
 * @param archiveFolder the folder that files are moved to when their rows have been published; empty to leave them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FileIngestion(
        Dataset source,
        Dataset output,
        RejectPolicy policy,
        Optional<String> rejectsFile,
        Optional<String> fileColumn,
        long minRows,
        Optional<String> stateKey,
        Optional<String> archiveFolder) {

    private static final int LONGEST_KEY = 200;

    /** Checks that the parts fit together. */
    public FileIngestion {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(output, "output");
        if (output.isPrevious()) {
            throw new IllegalArgumentException(
                    "output is the dataset of a previous job, allowed is a place to write to");
        }
        if (policy.action() == RejectPolicy.Action.REJECT && rejectsFile.isEmpty()) {
            throw new IllegalArgumentException(
                    "policy is REJECT, but there is no rejectsFile; name one, or choose SKIP or FAIL");
        }
        if (minRows < 0) {
            throw new IllegalArgumentException("minRows is " + minRows + ", allowed is 0 or more");
        }
        if (stateKey.filter(key -> key.isBlank() || key.length() > LONGEST_KEY).isPresent()) {
            throw new IllegalArgumentException(
                    "stateKey is '" + stateKey.get() + "', allowed is a text of 1 to " + LONGEST_KEY + " characters");
        }
    }

    @JsonCreator
    static FileIngestion read(
            @JsonProperty("source") @Nullable Dataset source,
            @JsonProperty("output") @Nullable Dataset output,
            @JsonProperty("policy") @Nullable RejectPolicy policy,
            @JsonProperty("rejectsFile") @Nullable String rejectsFile,
            @JsonProperty("fileColumn") @Nullable String fileColumn,
            @JsonProperty("minRows") @Nullable Long minRows,
            @JsonProperty("stateKey") @Nullable String stateKey,
            @JsonProperty("archiveFolder") @Nullable String archiveFolder) {
        if (source == null || output == null) {
            throw new IllegalArgumentException("a file ingestion needs both a source and an output, as"
                    + " {\"source\": {\"format\": \"csv\", \"location\": \"a.csv\"},"
                    + " \"output\": {\"format\": \"rows\", \"location\": \"a.rows\"}}");
        }
        Builder builder = from(source);
        if (rejectsFile != null) {
            builder.rejectsTo(rejectsFile);
        }
        if (policy != null) {
            builder.policy(policy);
        }
        if (fileColumn != null) {
            builder.fileColumn(fileColumn);
        }
        if (minRows != null) {
            builder.minRows(minRows);
        }
        if (stateKey != null) {
            builder.onlyNew(stateKey);
        }
        if (archiveFolder != null) {
            builder.archiveTo(archiveFolder);
        }
        return builder.to(output);
    }

    /** Reads CSV files: one, a folder of them, or those that a pattern finds. */
    public static Builder csv(String location) {
        return from(Dataset.of("csv", location));
    }

    /** As {@link #csv(String)}. */
    public static Builder csv(Path location) {
        return csv(location.toString());
    }

    /** Reads JSON files, each with a list of objects; see {@link io.github.steadwork.pipeline.json.JsonFormat}. */
    public static Builder json(String location) {
        return from(Dataset.of("json", location));
    }

    /** Reads files with a JSON object in each line; see {@link io.github.steadwork.pipeline.json.NdjsonFormat}. */
    public static Builder ndjson(String location) {
        return from(Dataset.of("ndjson", location));
    }

    /** Reads files of any format; {@link Dataset#previous()} for those that an earlier job has fetched. */
    public static Builder from(Dataset source) {
        return new Builder(source);
    }

    /** Collects what is to be done; {@code to} ends it. Not safe for use by several threads. */
    public static final class Builder {

        private Dataset source;
        private @Nullable RejectPolicy policy;
        private @Nullable String rejectsFile;
        private @Nullable String fileColumn;
        private long minRows = 1;
        private @Nullable String stateKey;
        private @Nullable String archiveFolder;

        private Builder(Dataset source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        /** With this option of the format, as {@code delimiter} or {@code encoding} of CSV. */
        public Builder option(String name, String value) {
            source = source.with(name, value);
            return this;
        }

        /** With these columns declared. Without them they are inferred from the beginning of the first file. */
        public Builder schema(Schema schema) {
            source = source.with(schema);
            return this;
        }

        /** Keeps rows that cannot be read in this CSV file, however many unless {@link #policy} limits them. */
        public Builder rejectsTo(Path file) {
            return rejectsTo(file.toString());
        }

        private Builder rejectsTo(String file) {
            rejectsFile = file;
            return this;
        }

        /** What becomes of rows that cannot be read: kept if there is a file for them, else the first one fails the job. */
        public Builder policy(RejectPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /** Adds a column of this name with the name of the file that each row came from. */
        public Builder fileColumn(String name) {
            fileColumn = Objects.requireNonNull(name, "name");
            return this;
        }

        /** How many good rows there must be; 1 unless said. */
        public Builder minRows(long rows) {
            minRows = rows;
            return this;
        }

        /**
         * Reads only files that no earlier job has read under this key, or that have changed since: a file is the same if its
         * size is, and its time or the hash of its content. Needs an engine, which keeps what was read.
         */
        public Builder onlyNew(String key) {
            stateKey = Objects.requireNonNull(key, "key");
            return this;
        }

        /** Moves files to this folder when their rows have been published. One of the same name there is not replaced. */
        public Builder archiveTo(Path folder) {
            return archiveTo(folder.toString());
        }

        private Builder archiveTo(String folder) {
            archiveFolder = folder;
            return this;
        }

        /** Ends with where the rows go: a file in the binary form that jobs hand to each other. */
        public FileIngestion to(Path rowsFile) {
            return to(Dataset.rows(rowsFile));
        }

        /** Ends with where the rows go. */
        public FileIngestion to(Dataset output) {
            RejectPolicy otherwise = rejectsFile == null ? RejectPolicy.FAIL : RejectPolicy.REJECT;
            return new FileIngestion(
                    source,
                    output,
                    Objects.requireNonNullElse(policy, otherwise),
                    Optional.ofNullable(rejectsFile),
                    Optional.ofNullable(fileColumn),
                    minRows,
                    Optional.ofNullable(stateKey),
                    Optional.ofNullable(archiveFolder));
        }
    }
}

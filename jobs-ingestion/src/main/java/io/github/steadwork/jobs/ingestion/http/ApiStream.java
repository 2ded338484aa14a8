package io.github.steadwork.jobs.ingestion.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.http.HttpCall;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind that an API gives, page by page, and where their rows go.
 *
 * @param name by which the stream is told apart from the others of the job
 * @param request what is sent for each page
 * @param records the path to the list of records, as {@code data.items}; empty if the answer is that list. One object is a list of one
 * @param pagination how the next page is found
 * @param parent the stream before, for each of whose records this one is read; empty for none
 * @param parentFields which fields of the parent's record are put into each record, under names as {@code repos_full_name}
 * @param incremental how only what is new is asked for; empty to read all
 * @param options of the format {@code ndjson}, which say how columns are found: {@code types}, {@code sample}, {@code unknown}
 * @param schema the columns; empty to take them from the first records
 * @param policy what becomes of records that are no rows
 * @param rejectsFile the file that keeps those; needed exactly if the policy is to keep them
 * @param rawFolder where the answers are kept as they came, to read them again without asking the API; empty for nowhere
 * @param parallel how many calls there may be at once, where calls can be told ahead
 * @param output where the rows go: a file, or a table
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiStream(
        String name,
        ApiRequest request,
        String records,
        Pagination pagination,
        Optional<String> parent,
        List<String> parentFields,
        Optional<ApiIncremental> incremental,
        Map<String, String> options,
        Optional<Schema> schema,
        RejectPolicy policy,
        Optional<String> rejectsFile,
        Optional<String> rawFolder,
        int parallel,
        Dataset output) {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_PARALLEL = 64;

    /** Refuses what does not fit together. */
    public ApiStream {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a stream is '" + name + "', allowed is a text of 1 to "
                    + LONGEST_NAME + " characters");
        }
        if (output.isPrevious()) {
            throw new IllegalArgumentException("stream '" + name + "' has the dataset of a previous job as its output");
        }
        if (policy.action() == RejectPolicy.Action.REJECT && rejectsFile.isEmpty()) {
            throw new IllegalArgumentException("the policy of stream '" + name
                    + "' is REJECT, but there is no rejectsFile; name one, or choose SKIP or FAIL");
        }
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException("parallel is " + parallel + ", allowed is 1 to " + MOST_PARALLEL);
        }
        parentFields = List.copyOf(parentFields);
        options = Map.copyOf(options);
        Templates.check(name, request, parent.isPresent(), incremental);
    }

    @JsonCreator
    static ApiStream read(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("request") @Nullable ApiRequest request,
            @JsonProperty("records") @Nullable String records,
            @JsonProperty("pagination") @Nullable Pagination pagination,
            @JsonProperty("parent") @Nullable String parent,
            @JsonProperty("parentFields") @Nullable List<String> parentFields,
            @JsonProperty("incremental") @Nullable ApiIncremental incremental,
            @JsonProperty("options") @Nullable Map<String, String> options,
            @JsonProperty("schema") @Nullable Schema schema,
            @JsonProperty("policy") @Nullable RejectPolicy policy,
            @JsonProperty("rejectsFile") @Nullable String rejectsFile,
            @JsonProperty("rawFolder") @Nullable String rawFolder,
            @JsonProperty("parallel") @Nullable Integer parallel,
            @JsonProperty("output") @Nullable Dataset output) {
        if (request == null || output == null) {
            throw new IllegalArgumentException("a stream needs both a request and an output");
        }
        RejectPolicy otherwise = rejectsFile == null ? RejectPolicy.FAIL : RejectPolicy.REJECT;
        return new ApiStream(
                Objects.requireNonNullElse(name, ""),
                request,
                Objects.requireNonNullElse(records, ""),
                Objects.requireNonNullElseGet(pagination, Pagination::single),
                Optional.ofNullable(parent),
                Objects.requireNonNullElse(parentFields, List.of()),
                Optional.ofNullable(incremental),
                Objects.requireNonNullElse(options, Map.of()),
                Optional.ofNullable(schema),
                Objects.requireNonNullElse(policy, otherwise),
                Optional.ofNullable(rejectsFile),
                Optional.ofNullable(rawFolder),
                parallel == null ? 1 : parallel,
                output);
    }

    /** Begins with the address that is got. */
    public static Builder get(String name, String url) {
        return new Builder(name, "GET", url);
    }

    /** Begins with the address that is posted to. */
    public static Builder post(String name, String url) {
        return new Builder(name, "POST", url);
    }

    /** Collects what is to be read; {@code to} ends it. Not safe for use by several threads. */
    public static final class Builder {

        private final String name;
        private final String method;
        private final String url;
        private final Map<String, String> headers = new TreeMap<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> variables = new TreeMap<>();
        private final Map<String, String> options = new TreeMap<>();
        private Map<String, Object> body = Map.of();
        private @Nullable String credentials;
        private Duration timeout = HttpCall.TIMEOUT;
        private int maxBytes = HttpCall.MAX_BYTES;
        private boolean fallback;
        private String records = "";
        private Pagination pagination = Pagination.single();
        private @Nullable String parent;
        private List<String> parentFields = List.of();
        private @Nullable ApiIncremental incremental;
        private @Nullable Schema schema;
        private @Nullable RejectPolicy policy;
        private @Nullable String rejectsFile;
        private @Nullable String rawFolder;
        private int parallel = 1;

        private Builder(String name, String method, String url) {
            this.name = name;
            this.method = method;
            this.url = url;
        }

        /** With this header, which is no secret. */
        public Builder header(String header, String value) {
            headers.put(header, value);
            return this;
        }

        /** With this parameter of the query; names in braces are replaced in its value. */
        public Builder query(String parameter, String value) {
            query.put(parameter, value);
            return this;
        }

        /** With this JSON; names in braces are replaced in its texts. */
        public Builder body(Map<String, Object> json) {
            body = json;
            return this;
        }

        /** The value of a name in braces. */
        public Builder variable(String variable, String value) {
            variables.put(variable, value);
            return this;
        }

        /** With the credentials that the application knows under this name. */
        public Builder credentials(String known) {
            credentials = known;
            return this;
        }

        /** How long one try may take; a minute unless said. */
        public Builder timeout(Duration time) {
            timeout = time;
            return this;
        }

        /** How many bytes a page may have; 32 MiB unless said. */
        public Builder maxBytes(int bytes) {
            maxBytes = bytes;
            return this;
        }

        /** Takes the last good answer where the server gives none. */
        public Builder orLastGood() {
            fallback = true;
            return this;
        }

        /** The path to the list of records in an answer. */
        public Builder records(String path) {
            records = path;
            return this;
        }

        /** How the next page is found; there is one page unless said. */
        public Builder pages(Pagination by) {
            pagination = by;
            return this;
        }

        /**
         * Once for each record of this stream, which comes before.
         *
         * @param fields of its records that are put into each record here
         */
        public Builder forEach(String stream, String... fields) {
            parent = stream;
            parentFields = List.of(fields);
            return this;
        }

        /** Only what is new. */
        public Builder incremental(ApiIncremental by) {
            incremental = by;
            return this;
        }

        /** With this option of the format {@code ndjson}, as {@code unknown} or {@code sample}. */
        public Builder option(String option, String value) {
            options.put(option, value);
            return this;
        }

        /** With these columns declared. */
        public Builder schema(Schema columns) {
            schema = columns;
            return this;
        }

        /** Keeps records that are no rows in this CSV file. */
        public Builder rejectsTo(Path file) {
            rejectsFile = file.toString();
            return this;
        }

        /** What becomes of records that are no rows: kept if there is a file for them, else the first one fails the stream. */
        public Builder policy(RejectPolicy what) {
            policy = what;
            return this;
        }

        /** Keeps the answers as they came in this folder, a file a page. */
        public Builder keepRaw(Path folder) {
            rawFolder = folder.toString();
            return this;
        }

        /** How many calls there may be at once; 1 unless said. */
        public Builder parallel(int calls) {
            parallel = calls;
            return this;
        }

        /** Ends with a table that the rows go to. */
        public ApiStream to(TableTarget target) {
            return to(target.dataset());
        }

        /** Ends with where the rows go. */
        public ApiStream to(Dataset output) {
            RejectPolicy otherwise = rejectsFile == null ? RejectPolicy.FAIL : RejectPolicy.REJECT;
            ApiRequest request = new ApiRequest(
                    method,
                    url,
                    headers,
                    query,
                    body,
                    variables,
                    Optional.ofNullable(credentials),
                    timeout,
                    maxBytes,
                    fallback);
            return new ApiStream(
                    name,
                    request,
                    records,
                    pagination,
                    Optional.ofNullable(parent),
                    parentFields,
                    Optional.ofNullable(incremental),
                    options,
                    Optional.ofNullable(schema),
                    Objects.requireNonNullElse(policy, otherwise),
                    Optional.ofNullable(rejectsFile),
                    Optional.ofNullable(rawFolder),
                    parallel,
                    output);
        }
    }
}

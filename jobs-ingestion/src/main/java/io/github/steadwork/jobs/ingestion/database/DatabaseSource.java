package io.github.steadwork.jobs.ingestion.database;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table or a query to read, and where its rows go.
 *
 * @param name by which the source is told apart from the others of the job
 * @param connection the name of the database; the application knows what is behind it
 * @param table the table, with its schema where needed; empty if there is a query
 * @param sql the query, one SELECT with named parameters; {@code :last_sync} is where an incremental run begins. Empty if there is a table
 * @param parameters the values of the query's other parameters: text, numbers, truth values
 * @param key the columns that tell rows apart, none of which may be null; empty for the table's primary key. A source without a key is
 *     read as one stream, and from its beginning again after a crash
 * @param incremental how only what is new is read; empty to read all
 * @param zone the time zone that times without one are meant in, as {@code Europe/Berlin}; empty to leave them without
 * @param parallel how many pages are read at the same time, each on a connection of its own; more than 1 for a source that is read in full
 *     and has one whole number as its key
 * @param mostDeleted which share of the rows in the output may be deleted since the source has their keys no more, 0 to 1; empty to delete
 *     none. For a table that is upserted into a table
 * @param output where the rows go: a file, or a table as {@link TableTarget} describes it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatabaseSource(
        String name,
        String connection,
        Optional<String> table,
        Optional<String> sql,
        Map<String, Object> parameters,
        List<String> key,
        Optional<Incremental> incremental,
        Optional<String> zone,
        int parallel,
        Optional<Double> mostDeleted,
        Dataset output) {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_PARALLEL = 64;

    /** Refuses what does not fit together. */
    public DatabaseSource {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a source is '" + name + "', allowed is a text of 1 to "
                    + LONGEST_NAME + " characters");
        }
        if (table.isPresent() == sql.isPresent()) {
            throw new IllegalArgumentException("source '" + name + "' needs either a table or a query");
        }
        if (output.isPrevious()) {
            throw new IllegalArgumentException("source '" + name + "' has the dataset of a previous job as its output");
        }
        checkDeletes(name, table, mostDeleted, output);
        if (parallel < 1 || parallel > MOST_PARALLEL) {
            throw new IllegalArgumentException("parallel is " + parallel + ", allowed is 1 to " + MOST_PARALLEL);
        }
        if (parallel > 1 && incremental.isPresent()) {
            throw new IllegalArgumentException(
                    "source '" + name + "' is incremental, and those are read in one order only; leave 'parallel' out");
        }
        boolean everyRun = incremental
                .filter(by -> by.nulls() == Incremental.Nulls.INCLUDE)
                .isPresent();
        if (everyRun && TableTarget.isTable(output) && TableTarget.of(output).mode() == TableTarget.Mode.INSERT) {
            throw new IllegalArgumentException("source '" + name + "' reads rows without a "
                    + incremental.get().column()
                    + " in every run, which would be inserted again and again; upsert them, or choose SKIP or FAIL");
        }
        key = List.copyOf(key);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    private static void checkDeletes(
            String name, Optional<String> table, Optional<Double> mostDeleted, Dataset output) {
        if (mostDeleted.isEmpty()) {
            return;
        }
        double share = mostDeleted.get();
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("mostDeleted is " + share + ", allowed is 0 to 1");
        }
        boolean upserts = TableTarget.isTable(output) && TableTarget.of(output).mode() == TableTarget.Mode.UPSERT;
        if (table.isEmpty() || !upserts) {
            throw new IllegalArgumentException("source '" + name + "' is to delete rows that are gone, which is"
                    + " possible where a whole table is upserted into a table");
        }
    }

    @JsonCreator
    static DatabaseSource read(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("connection") @Nullable String connection,
            @JsonProperty("table") @Nullable String table,
            @JsonProperty("sql") @Nullable String sql,
            @JsonProperty("parameters") @Nullable Map<String, Object> parameters,
            @JsonProperty("key") @Nullable List<String> key,
            @JsonProperty("incremental") @Nullable Incremental incremental,
            @JsonProperty("zone") @Nullable String zone,
            @JsonProperty("parallel") @Nullable Integer parallel,
            @JsonProperty("mostDeleted") @Nullable Double mostDeleted,
            @JsonProperty("output") @Nullable Dataset output) {
        if (connection == null || output == null) {
            throw new IllegalArgumentException("a source needs both a connection and an output");
        }
        return new DatabaseSource(
                Objects.requireNonNullElse(name, Objects.requireNonNullElse(table, "")),
                connection,
                Optional.ofNullable(table),
                Optional.ofNullable(sql),
                Objects.requireNonNullElse(parameters, Map.of()),
                Objects.requireNonNullElse(key, List.of()),
                Optional.ofNullable(incremental),
                Optional.ofNullable(zone),
                parallel == null ? 1 : parallel,
                Optional.ofNullable(mostDeleted),
                output);
    }

    /** Begins with a table, whose name is the source's as well. */
    public static Builder table(String connection, String table) {
        return new Builder(table, connection, table, null);
    }

    /** Begins with a query under a name of its own. */
    public static Builder sql(String name, String connection, String sql) {
        return new Builder(name, connection, null, sql);
    }

    /** Collects what is to be read; {@code to} ends it. Not safe for use by several threads. */
    public static final class Builder {

        private final String name;
        private final String connection;
        private final @Nullable String table;
        private final @Nullable String sql;
        private final Map<String, Object> parameters = new TreeMap<>();
        private List<String> key = List.of();
        private @Nullable Incremental incremental;
        private @Nullable String zone;
        private int parallel = 1;
        private @Nullable Double mostDeleted;

        private Builder(String name, String connection, @Nullable String table, @Nullable String sql) {
            this.name = name;
            this.connection = connection;
            this.table = table;
            this.sql = sql;
        }

        /** The value of a parameter of the query. */
        public Builder parameter(String parameter, Object value) {
            parameters.put(parameter, value);
            return this;
        }

        /** The columns that tell rows apart; the table's primary key unless said. */
        public Builder key(String... columns) {
            key = List.of(columns);
            return this;
        }

        /** Only what is new. */
        public Builder incremental(Incremental by) {
            incremental = by;
            return this;
        }

        /** The time zone that times without one are meant in. */
        public Builder zone(String id) {
            zone = id;
            return this;
        }

        /** Reads so many pages at the same time, each on a connection of its own. The order of the rows stays the same. */
        public Builder parallel(int pages) {
            parallel = pages;
            return this;
        }

        /**
         * Deletes rows from the output that the source has no more: all keys are read after each run.
         *
         * @param mostShare which share of all rows that may be, 0 to 1; if it is more, nothing is deleted and the source fails
         */
        public Builder deleteMissing(double mostShare) {
            mostDeleted = mostShare;
            return this;
        }

        /** Ends with a table that the rows go to. */
        public DatabaseSource to(TableTarget target) {
            return to(target.dataset());
        }

        /** Ends with where the rows go. */
        public DatabaseSource to(Dataset output) {
            return new DatabaseSource(
                    name,
                    connection,
                    Optional.ofNullable(table),
                    Optional.ofNullable(sql),
                    parameters,
                    key,
                    Optional.ofNullable(incremental),
                    Optional.ofNullable(zone),
                    parallel,
                    Optional.ofNullable(mostDeleted),
                    output);
        }
    }
}

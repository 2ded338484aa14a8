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
        Dataset output) {

    private static final int LONGEST_NAME = 100;

    /** Refuses what does not fit together. */
    public DatabaseSource {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "the name of a source is '" + name + "', allowed is a text of 1 to " + LONGEST_NAME + " characters");
        }
        if (table.isPresent() == sql.isPresent()) {
            throw new IllegalArgumentException("source '" + name + "' needs either a table or a query");
        }
        if (output.isPrevious()) {
            throw new IllegalArgumentException("source '" + name + "' has the dataset of a previous job as its output");
        }
        boolean everyRun = incremental.filter(by -> by.nulls() == Incremental.Nulls.INCLUDE).isPresent();
        if (everyRun && TableTarget.isTable(output) && TableTarget.of(output).mode() == TableTarget.Mode.INSERT) {
            throw new IllegalArgumentException("source '" + name + "' reads rows without a " + incremental.get().column()
                    + " in every run, which would be inserted again and again; upsert them, or choose SKIP or FAIL");
        }
        key = List.copyOf(key);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
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
                    output);
        }
    }
}

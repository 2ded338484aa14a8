package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import io.github.steadwork.pipeline.row.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A table to write to, and how. As a {@link Dataset} it is one of the format {@code table}, whose location is the connection, a
 * slash and the table, and whose options are {@code mode}, {@code keys}, {@code publish} and {@code create}.
 *
 * @param connection the name of the database in {@link Connections}
 * @param table its name, with that of its schema where needed
 * @param mode what becomes of rows that are there
 * @param keys the columns that say which row is meant; needed exactly to upsert, and unique in the table
 * @param publish when written rows are seen
 * @param create whether the table is made if there is none
 */
public record TableTarget(
        String connection, String table, Mode mode, List<String> keys, Publish publish, boolean create) {

    static final String FORMAT = "table";

    static final List<String> OPTIONS =
            List.of("mode", "keys", "publish", "create", TableFormat.RUN, TableFormat.ORIGIN, TableFormat.CHUNK_ROWS);

    /** What becomes of rows that are there. */
    public enum Mode {
        /** They stay; the new ones are added. */
        INSERT,
        /** Those with the same keys become the new ones. Of new rows with the same keys the last one counts. */
        UPSERT,
        /** They go; the table holds the new ones only. */
        REPLACE
    }

    /** When written rows are seen. */
    public enum Publish {
        /** All at once at the end, through a staging table. A run that fails changes nothing. */
        AT_END,
        /** Chunk by chunk, each once. A run that fails leaves the chunks that it has written, and goes on after them. */
        PER_CHUNK
    }

    /** Refuses what does not fit together. */
    public TableTarget {
        Objects.requireNonNull(publish, "publish");
        keys = List.copyOf(keys);
        if (connection.isBlank() || table.isBlank()) {
            throw new IllegalArgumentException(
                    "connection is '" + connection + "' and table is '" + table + "', but both are needed");
        }
        if ((mode == Mode.UPSERT) == keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "mode is " + mode + " and keys are " + keys + ", but keys are needed to upsert, and only then");
        }
        if (mode == Mode.REPLACE && publish == Publish.PER_CHUNK) {
            throw new IllegalArgumentException("mode is REPLACE, which is published AT_END only");
        }
    }

    /** Adds rows. */
    public static TableTarget insert(String connection, String table) {
        return new TableTarget(connection, table, Mode.INSERT, List.of(), Publish.AT_END, true);
    }

    /** Adds rows, or changes those with the same keys. */
    public static TableTarget upsert(String connection, String table, String... keys) {
        return new TableTarget(connection, table, Mode.UPSERT, List.of(keys), Publish.AT_END, true);
    }

    /** Puts rows in place of all that are there. */
    public static TableTarget replace(String connection, String table) {
        return new TableTarget(connection, table, Mode.REPLACE, List.of(), Publish.AT_END, true);
    }

    /** The same, published chunk by chunk. */
    public TableTarget perChunk() {
        return new TableTarget(connection, table, mode, keys, Publish.PER_CHUNK, create);
    }

    /** The same, of a table that must be there. */
    public TableTarget existing() {
        return new TableTarget(connection, table, mode, keys, publish, false);
    }

    /** As a dataset. */
    public Dataset dataset() {
        Dataset plain = Dataset.of(FORMAT, connection + "/" + table)
                .with("mode", mode.name().toLowerCase(Locale.ROOT))
                .with("publish", publish == Publish.AT_END ? "end" : "chunk")
                .with("create", Boolean.toString(create));
        return keys.isEmpty() ? plain : plain.with("keys", String.join(",", keys));
    }

    /** Whether the dataset is a table. */
    public static boolean isTable(Dataset dataset) {
        return dataset.format().equals(FORMAT);
    }

    /**
     * The table that the dataset stands for.
     *
     * @throws DataException if its location or an option is wrong
     */
    public static TableTarget of(Dataset dataset) {
        FormatOptions options = FormatOptions.of(dataset, OPTIONS);
        String location = dataset.location();
        int slash = location.indexOf('/');
        if (slash < 1 || slash == location.length() - 1) {
            throw new DataException(
                    "'" + location + "' is no table; allowed is the name of a connection, a slash and a table");
        }
        String keys = options.text("keys", "");
        return new TableTarget(
                location.substring(0, slash),
                location.substring(slash + 1),
                Mode.valueOf(options.choice("mode", "insert", "insert", "upsert", "replace")
                        .toUpperCase(Locale.ROOT)),
                keys.isEmpty()
                        ? List.of()
                        : Arrays.stream(keys.split(",")).map(String::strip).toList(),
                options.choice("publish", "end", "end", "chunk").equals("end") ? Publish.AT_END : Publish.PER_CHUNK,
                options.choice("create", "true", "true", "false").equals("true"));
    }
}

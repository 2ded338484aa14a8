package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Deletes the rows of a table whose keys the source has no more. All keys that it has are gathered in a table of the run's own; only when
 * they are complete the others are deleted, in one transaction. A sweep that is interrupted has deleted nothing. For one thread.
 */
public final class KeySweep implements AutoCloseable {

    private final DataSource database;
    private final TableName target;
    private final TableName table;
    private final List<String> keys;
    private final Staging staging;
    private final RowLoader loader;
    private long kept;

    private KeySweep(
            DataSource database,
            TableName target,
            TableName table,
            List<String> keys,
            Staging staging,
            RowLoader loader) {
        this.database = database;
        this.target = target;
        this.table = table;
        this.keys = keys;
        this.staging = staging;
        this.loader = loader;
    }

    /**
     * Begins a sweep; what an earlier attempt of the run has gathered is thrown away.
     *
     * @param target whose rows are told apart by keys
     * @param schema of the keys, by their names, whatever their case
     * @param run a name that no other run uses
     * @throws DataException if the table is missing, or has other keys
     */
    public static KeySweep begin(Connections connections, TableTarget target, Schema schema, String run)
            throws SQLException {
        List<String> given = schema.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        List<String> wanted = target.keys().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        if (wanted.isEmpty() || !given.equals(wanted)) {
            throw new DataException("rows can be deleted only by the keys that they are upserted by, which are "
                    + target.keys() + ", but the source has " + schema.names());
        }
        DataSource database = connections.get(target.connection());
        try (Connection connection = database.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            TargetTable found = TargetTable.open(connection, dialect, target.existing(), schema);
            String name = TableName.folded(connection.getMetaData(), Staging.name(run + " keys", target.table()));
            TableName table = found.name().beside(name);
            Staging staging = new Staging(dialect, found, table);
            staging.create(connection);
            RowLoader loader = new RowLoader(dialect, table, found.columns(), true);
            return new KeySweep(database, found.name(), table, found.columns(), staging, loader);
        }
    }

    /** These keys are there. */
    public void keep(List<Row> rows) throws SQLException {
        Sql.transaction(database, connection -> {
            loader.load(connection, rows, kept);
            return true;
        });
        kept += rows.size();
    }

    /**
     * All keys that are there have been told: deletes the rows with others.
     *
     * @param mostShare which share of all rows that may be, 0 to 1
     * @return how many there were
     * @throws DataException if they are more; nothing is deleted then
     */
    public long deleteOthers(double mostShare) throws SQLException {
        return Sql.transaction(database, connection -> {
            long all = count(connection, "SELECT COUNT(*) FROM " + target.sql());
            long gone = count(connection, "SELECT COUNT(*) FROM " + target.sql() + where());
            if (gone > mostShare * all) {
                throw new DataException(gone + " of the " + all + " rows of " + String.join(".", target.parts())
                        + " are no more in the source, and would be deleted, but a share of only " + mostShare
                        + " is allowed; if that is right, raise it");
            }
            return gone == 0 ? 0L : (long) Sql.execute(connection, "DELETE FROM " + target.sql() + where());
        });
    }

    private String where() {
        String same = keys.stream()
                .map(key -> "steadwork_kept." + quoted(key) + " = " + target.sql() + "." + quoted(key))
                .collect(Collectors.joining(" AND "));
        return " WHERE NOT EXISTS (SELECT 1 FROM " + table.sql() + " steadwork_kept WHERE " + same + ")";
    }

    private String quoted(String name) {
        return Sql.quoted(name, target.quote());
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Throws the keys away. */
    @Override
    public void close() throws SQLException {
        try (Connection connection = database.getConnection()) {
            staging.drop(connection);
        }
    }
}

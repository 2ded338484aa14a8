package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.DataException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table with its schema, as the database itself spells them.
 *
 * @param sql quoted, for statements
 * @param parts its names, the table's last
 * @param quote the database's quote
 */
record TableName(String sql, List<String> parts, String quote) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int MOST_PARTS = 3;
    private static final String NO_SUCH_THING = "42";

    static TableName of(List<String> parts, String quote) {
        String sql = String.join(".", parts.stream().map(part -> Sql.quoted(part, quote)).toList());
        return new TableName(sql, parts, quote);
    }

    private static List<String> split(String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        if (parts.size() > MOST_PARTS || parts.stream().anyMatch(String::isBlank)) {
            throw new DataException("'" + name + "' is no name of a table; allowed are table, schema.table and"
                    + " catalog.schema.table");
        }
        return parts;
    }

    /** The existing table: spelled as given, or as the database spells names that nobody quotes. */
    static Optional<TableName> find(Connection connection, String name) throws SQLException {
        for (TableName candidate : candidates(connection, name)) {
            if (candidate.exists(connection)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The name for a table that is to be made: as the database spells names that nobody quotes. */
    static TableName create(Connection connection, String name) throws SQLException {
        List<TableName> candidates = candidates(connection, name);
        return candidates.get(candidates.size() - 1);
    }

    private static List<TableName> candidates(Connection connection, String name) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String quote = database.getIdentifierQuoteString();
        List<String> given = split(name);
        List<String> folded = new ArrayList<>();
        for (String part : given) {
            folded.add(folded(database, part));
        }
        List<TableName> candidates = new ArrayList<>(List.of(of(given, quote)));
        if (!folded.equals(given)) {
            candidates.add(of(folded, quote));
        }
        return candidates;
    }

    static String folded(DatabaseMetaData database, String name) throws SQLException {
        if (!PLAIN.matcher(name).matches()) {
            return name;
        }
        if (database.storesUpperCaseIdentifiers()) {
            return name.toUpperCase(Locale.ROOT);
        }
        return database.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** By the catalog and not by trial, for a failed statement ends a transaction in some databases. */
    private boolean exists(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        String escape = database.getSearchStringEscape();
        String table = parts.get(parts.size() - 1);
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
        boolean catalogs = Dialect.of(database) == Dialect.MYSQL || Dialect.of(database) == Dialect.MARIADB;
        String pattern = escape == null ? table : table.replace("_", escape + "_").replace("%", escape + "%");
        try (ResultSet found = catalogs
                ? database.getTables(schema == null ? connection.getCatalog() : schema, null, pattern, null)
                : database.getTables(null, schema, pattern, null)) {
            while (found.next()) {
                if (table.equals(found.getString("TABLE_NAME")) && isVisible(connection, schema)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A table of the same name may stand in a schema that is not looked at without naming it. */
    private boolean isVisible(Connection connection, @Nullable String schema)
            throws SQLException {
        if (schema != null) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + sql + " WHERE 1 = 0")) {
            statement.executeQuery().close();
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().startsWith(NO_SUCH_THING)) {
                return false;
            }
            throw e; // a lost connection does not say that there is no table
        }
    }

    /** The columns of its primary key, in their order. */
    List<String> primaryKey(Connection connection) throws SQLException {
        String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : connection.getSchema();
        Dialect dialect = Dialect.of(connection);
        boolean catalogs = dialect == Dialect.MYSQL || dialect == Dialect.MARIADB;
        String catalog = catalogs && parts.size() > 1 ? schema : connection.getCatalog();
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet keys = connection
                .getMetaData()
                .getPrimaryKeys(catalog, catalogs ? null : schema, parts.get(parts.size() - 1))) {
            while (keys.next()) {
                columns.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** A table beside this one, in the same schema. */
    TableName beside(String table) {
        List<String> names = new ArrayList<>(parts.subList(0, parts.size() - 1));
        names.add(table);
        return of(names, quote);
    }

    /** The one of these names that is meant: the same, or else the only one that differs in case. */
    static Optional<String> match(List<String> names, String wanted) {
        if (names.contains(wanted)) {
            return Optional.of(wanted);
        }
        List<String> alike = names.stream().filter(wanted::equalsIgnoreCase).toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }
}

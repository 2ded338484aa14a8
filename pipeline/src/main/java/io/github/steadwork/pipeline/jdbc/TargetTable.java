package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The table that is written to, as it is in the database.
 *
 * @param name its name
 * @param columns the names of its columns, in the order of the rows' columns
 * @param keys the names of those that tell rows apart
 * @param isWhole whether it has no other columns; those could number its rows, in the order of their arrival
 */
record TargetTable(TableName name, List<String> columns, List<String> keys, boolean isWhole) {

    /** Finds the table, or makes it. */
    static TargetTable open(Connection connection, Dialect dialect, TableTarget target, Schema schema)
            throws SQLException {
        TableName name = TableName.find(connection, target.table()).orElse(null);
        if (name == null) {
            if (!target.create()) {
                throw new DataException("there is no table '" + target.table() + "' to write to; create it first");
            }
            name = create(connection, dialect, target, schema);
        }
        List<String> there = columns(connection, name);
        List<String> columns = new ArrayList<>();
        for (String column : schema.names()) {
            columns.add(match(there, column, target.table()));
        }
        List<String> keys = new ArrayList<>();
        for (String key : target.keys()) {
            keys.add(match(columns, key, target.table()));
        }
        return new TargetTable(name, columns, keys, columns.size() == there.size());
    }

    private static String match(List<String> names, String wanted, String table) {
        return TableName.match(names, wanted)
                .orElseThrow(() -> new DataException(
                        "the table '" + table + "' has no column for '" + wanted + "'; " + NameHint.of(wanted, names)));
    }

    private static List<String> columns(Connection connection, TableName name) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + name.sql() + " WHERE 1 = 0")) {
            ResultSetMetaData found = none.getMetaData();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.add(found.getColumnName(i));
            }
        }
        return columns;
    }

    private static TableName create(Connection connection, Dialect dialect, TableTarget target, Schema schema)
            throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        TableName name = TableName.create(connection, target.table());
        List<String> lines = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Column column : schema.columns()) {
            boolean key = target.keys().stream().anyMatch(column.name()::equalsIgnoreCase);
            String quoted = Sql.quoted(TableName.folded(database, column.name()), name.quote());
            boolean required = key || !column.nullable();
            lines.add(quoted + " " + dialect.type(column.type(), key) + (required ? " NOT NULL" : ""));
            if (key) {
                keys.add(quoted);
            }
        }
        if (!keys.isEmpty()) {
            lines.add("PRIMARY KEY (" + String.join(", ", keys) + ")");
        }
        Sql.execute(connection, "CREATE TABLE " + name.sql() + " (" + String.join(", ", lines) + ")");
        return name;
    }
}

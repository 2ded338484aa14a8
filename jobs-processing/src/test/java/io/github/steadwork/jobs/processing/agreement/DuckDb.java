package io.github.steadwork.jobs.processing.agreement;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine that others have written, with tables that hold the same rows. */
final class DuckDb implements AutoCloseable {

    private final Connection connection;

    DuckDb() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    /** A table with the position of each row as its first column. */
    void create(String table, Schema schema, List<Row> rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (Column column : schema.columns()) {
            columns.add(column.name() + " " + type(column.type()));
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + table + " (position bigint, " + String.join(", ", columns) + ")");
        }
        fill(table, schema, rows);
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case LONG -> "bigint";
            case DOUBLE -> "double";
            case DECIMAL -> "decimal(18, 2)";
            case STRING -> "varchar";
            case DATE -> "date";
            case LOCAL_DATE_TIME -> "timestamp";
            case BOOLEAN -> "boolean";
            default -> throw new IllegalArgumentException("no test has a " + type);
        };
    }

    private void fill(String table, Schema schema, List<Row> rows) throws SQLException {
        connection.setAutoCommit(false);
        String sql = "insert into " + table + " values (?" + ", ?".repeat(schema.size()) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Row row : rows) {
                insert.setLong(1, row.position());
                for (int i = 0; i < schema.size(); i++) {
                    insert.setObject(i + 2, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    List<List<@Nullable Object>> query(String sql) throws SQLException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

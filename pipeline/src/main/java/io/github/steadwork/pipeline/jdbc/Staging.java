package io.github.steadwork.pipeline.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A table of one run that holds its rows, numbered, until they go into the target. */
final class Staging {

    static final String NUMBER = "steadwork_number";

    private static final int NAME_DIGITS = 24;

    private final Dialect dialect;
    private final TableName target;
    private final TableName table;
    private final List<String> columns;
    private final List<String> keys;
    private final boolean isWhole;

    Staging(Dialect dialect, TargetTable target, TableName table) {
        this.dialect = dialect;
        this.target = target.name();
        this.table = table;
        this.columns = target.columns();
        this.keys = target.keys();
        this.isWhole = target.isWhole();
    }

    /** The name of a run's own table: the same in every attempt. */
    static String name(String run, String target) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((run + "\n" + target).getBytes(StandardCharsets.UTF_8));
            return "steadwork_stage_" + HexFormat.of().formatHex(hash).substring(0, NAME_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    TableName table() {
        return table;
    }

    /** Makes the table anew, with the column types of the target. */
    void create(Connection connection) throws SQLException {
        create(connection, "CREATE TABLE ");
    }

    /**
     * As {@link #create}, without a log where the database can do without: that spares half of the writing. After a crash of the
     * server such a table is empty, so whoever relies on its rows counts them.
     */
    void createUnlogged(Connection connection) throws SQLException {
        create(connection, dialect == Dialect.POSTGRESQL ? "CREATE UNLOGGED TABLE " : "CREATE TABLE ");
    }

    private void create(Connection connection, String verb) throws SQLException {
        drop(connection);
        String select = "SELECT " + dialect.zero() + " AS " + quoted(NUMBER) + ", " + list(columns);
        Sql.execute(
                connection,
                dialect == Dialect.SQLSERVER
                        ? select + " INTO " + table.sql() + " FROM " + target.sql() + " WHERE 1 = 0"
                        : verb + table.sql() + " AS " + select + " FROM " + target.sql() + " WHERE 1 = 0");
    }

    void drop(Connection connection) throws SQLException {
        if (TableName.find(connection, String.join(".", table.parts())).isPresent()) {
            Sql.execute(connection, "DROP TABLE " + table.sql());
        }
    }

    void clear(Connection connection) throws SQLException {
        Sql.execute(connection, "DELETE FROM " + table.sql());
    }

    /** How many rows are there. */
    long count(Connection connection) throws SQLException {
        return count(connection, "SELECT count(*) FROM " + table.sql());
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery(sql)) {
            counted.next();
            return counted.getLong(1);
        }
    }

    /**
     * Puts all rows into the target, as the mode says.
     *
     * @param rows how many there are
     * @return how many of them have taken the place of others: of rows in the target, or of earlier ones with the same keys
     */
    long publish(Connection connection, TableTarget.Mode mode, long rows) throws SQLException {
        switch (mode) {
            case INSERT -> Sql.execute(connection, insert());
            case REPLACE -> {
                Sql.execute(connection, "DELETE FROM " + target.sql());
                Sql.execute(connection, insert());
            }
            case UPSERT -> {
                long added = countNew(connection);
                Sql.execute(connection, upsert());
                return rows - added;
            }
        }
        return 0;
    }

    private long countNew(Connection connection) throws SQLException {
        String sql = "SELECT count(*) FROM (" + lastOfEach() + ") steadwork_new LEFT JOIN " + target.sql()
                + " steadwork_old ON " + sameKeys() + " WHERE steadwork_old." + quoted(keys.get(0)) + " IS NULL";
        return count(connection, sql);
    }

    private String sameKeys() {
        return keys.stream()
                .map(key -> "steadwork_old." + quoted(key) + " = steadwork_new." + quoted(key))
                .collect(Collectors.joining(" AND "));
    }

    private String insert() {
        String order = isWhole || dialect == Dialect.SQLSERVER ? "" : " ORDER BY " + quoted(NUMBER);
        return "INSERT INTO " + target.sql() + " (" + list(columns) + ") SELECT " + list(columns) + " FROM "
                + table.sql() + order;
    }

    private String upsert() {
        return switch (dialect) {
            case POSTGRESQL, SQLITE, DUCKDB ->
                "INSERT INTO " + target.sql() + " (" + list(columns) + ") " + lastOfEach() + " ON CONFLICT ("
                        + list(keys) + ") DO " + onConflict();
            case MYSQL, MARIADB ->
                "INSERT INTO " + target.sql() + " (" + list(columns) + ") " + lastOfEach()
                        + " ON DUPLICATE KEY UPDATE "
                        + settings(others().isEmpty() ? keys : others(), "VALUES(%2$s)");
            case H2, STANDARD, SQLSERVER -> merge();
        };
    }

    private String onConflict() {
        return others().isEmpty() ? "NOTHING" : "UPDATE SET " + settings(others(), "excluded.%2$s");
    }

    private String merge() {
        String update =
                others().isEmpty() ? "" : " WHEN MATCHED THEN UPDATE SET " + settings(others(), "steadwork_new.%2$s");
        String values =
                columns.stream().map(name -> "steadwork_new." + quoted(name)).collect(Collectors.joining(", "));
        return "MERGE INTO " + target.sql() + " steadwork_old USING (" + lastOfEach() + ") steadwork_new ON ("
                + sameKeys() + ")" + update + " WHEN NOT MATCHED THEN INSERT (" + list(columns) + ") VALUES (" + values
                + ")"
                + (dialect == Dialect.SQLSERVER ? ";" : "");
    }

    private List<String> others() {
        return columns.stream().filter(column -> !keys.contains(column)).toList();
    }

    private String settings(List<String> names, String value) {
        return names.stream()
                .map(name -> String.format("%2$s = " + value, "", quoted(name)))
                .collect(Collectors.joining(", "));
    }

    /** Of rows with the same keys only the last, since no database takes two for one. */
    private String lastOfEach() {
        return "SELECT " + list(columns) + " FROM (SELECT " + list(columns) + ", ROW_NUMBER() OVER (PARTITION BY "
                + list(keys) + " ORDER BY " + quoted(NUMBER) + " DESC) AS steadwork_rank FROM " + table.sql()
                + ") steadwork_rows WHERE steadwork_rank = 1";
    }

    private String quoted(String name) {
        return Sql.quoted(name, target.quote());
    }

    private String list(List<String> names) {
        return Sql.list(names, target.quote());
    }
}

package io.github.steadwork.pipeline.jdbc;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;

/** What differs from one database to the next. */
enum Dialect {
    POSTGRESQL,
    MYSQL,
    MARIADB,
    H2,
    SQLITE,
    DUCKDB,
    /** Oracle and others that know the SQL standard. */
    STANDARD,
    SQLSERVER;

    /** All of Unicode, compared as it is, whatever the database's own defaults are: a key must not meet another one. */
    private static final String MYSQL_EXACT = " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin";

    static Dialect of(DatabaseMetaData database) throws SQLException {
        String product = database.getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.startsWith("postgresql")) {
            return POSTGRESQL;
        }
        return switch (product) {
            case "mysql" -> MYSQL;
            case "mariadb" -> MARIADB;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            case "duckdb" -> DUCKDB;
            case "microsoft sql server" -> SQLSERVER;
            default -> STANDARD;
        };
    }

    static Dialect of(Connection connection) throws SQLException {
        return of(connection.getMetaData());
    }

    private boolean isMySql() {
        return this == MYSQL || this == MARIADB;
    }

    /** What stands at the end of an ordered query to get this many rows. */
    String limit(int rows) {
        return switch (this) {
            case STANDARD -> " FETCH FIRST " + rows + " ROWS ONLY";
            case SQLSERVER -> " OFFSET 0 ROWS FETCH NEXT " + rows + " ROWS ONLY";
            default -> " LIMIT " + rows;
        };
    }

    /** Makes the driver hand rows over while they come, in place of all at once. The connection is not in auto-commit mode. */
    void stream(PreparedStatement statement, int rows) throws SQLException {
        statement.setFetchSize(this == MYSQL ? Integer.MIN_VALUE : rows);
    }

    /** Zero as a number of 64 bits, so that a table made of a query has such a column. */
    String zero() {
        return isMySql() ? "CAST(0 AS SIGNED)" : "CAST(0 AS BIGINT)";
    }

    /** Text of at most so many characters. */
    String text(int length) {
        return "varchar(" + length + ")" + (isMySql() ? MYSQL_EXACT : "");
    }

    /** Text without a bound. */
    String text() {
        return switch (this) {
            case POSTGRESQL, SQLITE, DUCKDB -> "text";
            case MYSQL, MARIADB -> "longtext" + MYSQL_EXACT;
            case H2, STANDARD -> "clob";
            case SQLSERVER -> "nvarchar(max)";
        };
    }

    /**
     * The type of a new column.
     *
     * @param key whether it is part of a key, which some databases bound
     */
    String type(ColumnType type, boolean key) {
        return switch (this) {
            case POSTGRESQL -> postgres(type);
            case H2 -> h2(type);
            case SQLITE -> sqlite(type);
            case DUCKDB -> duckdb(type);
            case MYSQL, MARIADB -> mysql(type, key);
            case STANDARD, SQLSERVER ->
                throw new DataException("the table does not exist, and tables of this database are not made here;"
                        + " create it first");
        };
    }

    private static String postgres(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "boolean";
            case LONG -> "bigint";
            case DECIMAL -> "numeric";
            case DOUBLE -> "double precision";
            case STRING, LIST, ROW -> "text";
            case DATE -> "date";
            case INSTANT -> "timestamptz";
            case LOCAL_DATE_TIME -> "timestamp";
            case BYTES -> "bytea";
        };
    }

    private static String h2(ColumnType type) {
        return switch (type) {
            case DECIMAL -> "decfloat(1000)";
            case STRING, LIST, ROW -> "varchar";
            case INSTANT -> "timestamp(9) with time zone";
            case LOCAL_DATE_TIME -> "timestamp(9)";
            case BYTES -> "varbinary";
            default -> postgres(type);
        };
    }

    /** Whatever SQLite would turn into a floating-point number is kept as text. */
    private static String sqlite(ColumnType type) {
        return switch (type) {
            case BOOLEAN, LONG -> "integer";
            case DOUBLE -> "real";
            case BYTES -> "blob";
            default -> "text";
        };
    }

    private static String duckdb(ColumnType type) {
        return switch (type) {
            case DECIMAL -> "decimal(38, 12)";
            case BYTES -> "blob";
            default -> postgres(type);
        };
    }

    private static String mysql(ColumnType type, boolean key) {
        return switch (type) {
            case DECIMAL -> "decimal(65, 20)";
            case DOUBLE -> "double";
            case STRING, LIST, ROW -> (key ? "varchar(255)" : "longtext") + MYSQL_EXACT;
            case INSTANT, LOCAL_DATE_TIME -> "datetime(6)";
            case BYTES -> key ? "varbinary(255)" : "longblob";
            default -> postgres(type);
        };
    }
}

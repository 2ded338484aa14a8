package io.github.steadwork.queue.jdbc;

import java.util.Locale;

/** The tables as text, for teams that create and migrate them by hand. */
public final class JdbcSchema {

    private JdbcSchema() {}

    /**
     * The statements that create the tables.
     *
     * @param database {@code postgresql}, {@code h2}, {@code mariadb} (for MySQL too) or {@code sqlite}
     * @param tablePrefix what the names of the tables begin with, as for {@link JdbcJobQueue.Builder#tablePrefix}
     * @throws IllegalArgumentException if there is no such database, or the prefix may not be
     */
    public static String ddl(String database, String tablePrefix) {
        Dialect dialect = switch (database.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> new PostgresDialect();
            case "h2" -> new H2Dialect();
            case "mariadb", "mysql" -> new MariaDbDialect();
            case "sqlite" -> new SqliteDialect();
            default ->
                throw new IllegalArgumentException(
                        "the database is '" + database + "', allowed are postgresql, h2, mariadb, mysql and sqlite");
        };
        return Migrator.ddl(dialect, TablePrefix.checked(tablePrefix));
    }
}

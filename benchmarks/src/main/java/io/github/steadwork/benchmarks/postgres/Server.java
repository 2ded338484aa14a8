package io.github.steadwork.benchmarks.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.benchmarks.peer.Statements;
import io.github.steadwork.databases.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The PostgreSQL that all peers are measured on, with its default settings: one of its own or one that is given by URL. Each
 * run has an empty database of its own; dropping it ends with a checkpoint, so no run pays for the writes of the one before.
 */
public final class Server implements AutoCloseable {

    private static final int CONNECTIONS = 24;
    private static final String OPTIONS = "reWriteBatchedInserts=true";

    private final String url;
    private final Optional<PostgresServer> own;
    private final ServerCpu cpu;
    private int databases;

    private Server(String url, Optional<PostgresServer> own) throws SQLException {
        this.url = url;
        this.own = own;
        this.cpu = ServerCpu.of(url);
    }

    /** Starts one of its own. */
    public static Server start() throws IOException, SQLException {
        PostgresServer server = PostgresServer.start();
        return new Server(server.url(), Optional.of(server));
    }

    /** One that runs already, on which databases may be created. */
    public static Server at(String url) throws SQLException {
        return new Server(url, Optional.empty());
    }

    /** Processor time that the server has used so far; does not move where it cannot be seen. */
    public long cpuNanos() {
        return cpu.nanos();
    }

    /** What it says of itself. */
    public String version() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW server_version")) {
            row.next();
            return row.getString(1);
        }
    }

    /** An empty database, after this has made its tables. */
    public Database database(Tables tables) throws SQLException {
        databases++;
        String name = "steadwork_bench_" + ProcessHandle.current().pid() + "_" + databases;
        execute("CREATE DATABASE " + name);
        Database database = new Database(name);
        tables.create(database.source());
        return database;
    }

    /** Makes tables in an empty database. */
    @FunctionalInterface
    public interface Tables {
        void create(DataSource database) throws SQLException;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The pool that everybody has. */
    public static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(TimeUnit.MINUTES.toMillis(1));
        return new HikariDataSource(config);
    }

    @Override
    public void close() throws IOException {
        if (own.isPresent()) {
            own.get().close();
        }
    }

    /** A database for one run, and a pool of connections to it. */
    public final class Database implements AutoCloseable {

        private final String name;
        private final String databaseUrl;
        private final HikariDataSource source;

        private Database(String name) {
            this.name = name;
            String named = url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
            this.databaseUrl = named + (named.contains("?") ? "&" : "?") + OPTIONS;
            this.source = pool(databaseUrl);
        }

        /** Where it is, with the settings of the driver. */
        public String url() {
            return databaseUrl;
        }

        /** A pool of connections to it. */
        public HikariDataSource source() {
            return source;
        }

        /** Does what autovacuum would have done in real life by now. */
        public void settle() throws SQLException {
            Statements.run(source, "VACUUM (ANALYZE)");
        }

        @Override
        public void close() throws SQLException {
            source.close();
            execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
    }
}

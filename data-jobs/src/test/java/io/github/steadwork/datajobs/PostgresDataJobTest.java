package io.github.steadwork.datajobs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All tests share a database, and each has tables of its own. */
@SuppressWarnings("NullAway.Init")
final class PostgresDataJobTest extends DataJobContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static HikariDataSource source;

    @BeforeAll
    static void start() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(PostgresServer.shared().newDatabase());
        source = new HikariDataSource(config);
    }

    @AfterAll
    static void end() {
        source.close();
    }

    @Override
    protected QueueBackend open() {
        return JdbcJobQueue.builder(source)
                .tablePrefix("d" + TABLES.incrementAndGet() + "_")
                .build();
    }
}

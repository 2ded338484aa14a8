package io.github.steadwork.queue.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.testkit.TestedBackend;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Queues on a PostgreSQL database of their own, each with tables of its own. */
public final class PostgresQueues implements AutoCloseable {

    private final AtomicInteger opened = new AtomicInteger();
    private @Nullable HikariDataSource source;

    /** A fresh, empty queue, with its time. */
    public synchronized TestedBackend open() {
        HikariDataSource pool = source == null ? pool() : source;
        source = pool;
        return DatabaseTime.of(JdbcJobQueue.builder(pool)
                .tablePrefix("q" + opened.incrementAndGet() + "_")
                .build());
    }

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(PostgresServer.shared().newDatabase());
        return new HikariDataSource(config);
    }

    @Override
    public synchronized void close() {
        if (source != null) {
            source.close();
        }
    }
}

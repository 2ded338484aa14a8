package io.github.steadwork.queue.jdbc;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.testkit.JobEngineContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** An engine on PostgreSQL keeps the contract of engines. All tests share a database, and each has tables of its own. */
@SuppressWarnings("NullAway.Init")
final class PostgresJobEngineTest extends JobEngineContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static UrlDataSource source;

    @BeforeAll
    static void start() {
        source = new UrlDataSource(PostgresServer.shared().newDatabase());
    }

    @AfterAll
    static void end() {
        source.close();
    }

    @Override
    protected QueueBackend openBackend() {
        return JdbcJobQueue.builder(source)
                .tablePrefix("e" + TABLES.incrementAndGet() + "_")
                .build();
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.testkit.QueueBackendContract;
import io.github.steadwork.testkit.TestedBackend;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** All tests share a database, and each has tables of its own. */
@SuppressWarnings("NullAway.Init")
final class PostgresJobQueueTest extends QueueBackendContract {

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
    protected TestedBackend open() {
        return TestedQueues.tested(JdbcJobQueue.builder(source)
                .tablePrefix("t" + TABLES.incrementAndGet() + "_")
                .build());
    }

    @Override
    protected int fuzzSteps() {
        return 300;
    }
}

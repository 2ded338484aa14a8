package io.github.steadwork.queue.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.steadwork.databases.DatabaseServer;
import io.github.steadwork.databases.MariaDbServer;
import io.github.steadwork.testkit.QueueBackendContract;
import io.github.steadwork.testkit.TestedBackend;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Runs where a server can be had; see {@link MariaDbServer}. All tests share a database, and each has tables of its own. */
@SuppressWarnings("NullAway.Init")
final class MariaDbJobQueueTest extends QueueBackendContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static UrlDataSource source;

    @BeforeAll
    static void start() {
        Optional<DatabaseServer> server = MariaDbServer.shared();
        assumeTrue(server.isPresent(), "there is no MariaDB here");
        source = new UrlDataSource(server.orElseThrow().newDatabase());
    }

    @AfterAll
    static void end() {
        if (source != null) {
            source.close();
        }
    }

    @Override
    protected TestedBackend open() {
        return TestedQueues.tested(JdbcJobQueue.builder(source)
                .tablePrefix("t" + TABLES.incrementAndGet() + "_")
                .build());
    }

    @Override
    protected int fuzzSteps() {
        return 200;
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.testkit.QueueBackendContract;
import io.github.steadwork.testkit.TestedBackend;

final class PostgresJobQueueTest extends QueueBackendContract {

    @Override
    protected TestedBackend open() {
        return TestedQueues.tested(JdbcJobQueue.open(PostgresServer.shared().newDatabase()));
    }

    @Override
    protected int fuzzSteps() {
        return 300;
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.testkit.QueueBackendContract;
import io.github.steadwork.testkit.TestedBackend;
import java.util.UUID;

final class H2JobQueueTest extends QueueBackendContract {

    @Override
    protected TestedBackend open() {
        return TestedQueues.tested(JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    }

    @Override
    protected int fuzzSteps() {
        return 300;
    }
}

package io.github.steadwork.scheduler.firing;

import io.github.steadwork.queue.jdbc.PostgresQueues;
import io.github.steadwork.testkit.TestedBackend;
import org.junit.jupiter.api.AfterAll;

final class PostgresSchedulerTest extends SchedulerContract {

    private static final PostgresQueues QUEUES = new PostgresQueues();

    @AfterAll
    static void end() {
        QUEUES.close();
    }

    @Override
    protected TestedBackend open() {
        return QUEUES.open();
    }
}

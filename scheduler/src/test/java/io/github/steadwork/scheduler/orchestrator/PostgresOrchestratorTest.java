package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.queue.jdbc.PostgresQueues;
import io.github.steadwork.testkit.TestedBackend;
import org.junit.jupiter.api.AfterAll;

final class PostgresOrchestratorTest extends OrchestratorContract {

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

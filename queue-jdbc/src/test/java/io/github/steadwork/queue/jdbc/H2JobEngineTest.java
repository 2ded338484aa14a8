package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.testkit.JobEngineContract;
import java.util.UUID;

/** An engine on H2 keeps the contract of engines. */
final class H2JobEngineTest extends JobEngineContract {

    @Override
    protected QueueBackend openBackend() {
        return JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}

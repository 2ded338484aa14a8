package io.github.steadwork.monitor;

import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.util.UUID;

final class H2RollupsTest extends RollupsContract {

    @Override
    QueueBackend openBackend() {
        return JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}

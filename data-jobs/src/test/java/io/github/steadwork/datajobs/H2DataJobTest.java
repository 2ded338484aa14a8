package io.github.steadwork.datajobs;

import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.util.UUID;

final class H2DataJobTest extends DataJobContract {

    @Override
    protected QueueBackend open() {
        return JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }
}

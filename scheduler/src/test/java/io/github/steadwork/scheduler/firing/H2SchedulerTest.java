package io.github.steadwork.scheduler.firing;

import io.github.steadwork.queue.jdbc.DatabaseTime;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.testkit.TestedBackend;
import java.util.UUID;

final class H2SchedulerTest extends SchedulerContract {

    @Override
    protected TestedBackend open() {
        return DatabaseTime.of(JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
    }
}

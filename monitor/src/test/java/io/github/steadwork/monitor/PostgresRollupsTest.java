package io.github.steadwork.monitor;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;

final class PostgresRollupsTest extends RollupsContract {

    @Override
    QueueBackend openBackend() {
        return JdbcJobQueue.open(PostgresServer.shared().newDatabase());
    }
}

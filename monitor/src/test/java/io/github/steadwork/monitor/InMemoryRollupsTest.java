package io.github.steadwork.monitor;

import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;

final class InMemoryRollupsTest extends RollupsContract {

    @Override
    QueueBackend openBackend() {
        return new InMemoryJobQueue();
    }
}

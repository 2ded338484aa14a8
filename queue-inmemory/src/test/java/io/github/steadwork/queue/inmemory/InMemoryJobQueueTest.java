package io.github.steadwork.queue.inmemory;

import io.github.steadwork.testkit.ManualClock;
import io.github.steadwork.testkit.QueueBackendContract;
import io.github.steadwork.testkit.TestedBackend;

final class InMemoryJobQueueTest extends QueueBackendContract {

    @Override
    protected TestedBackend open() {
        ManualClock clock = new ManualClock();
        return new TestedBackend(new InMemoryJobQueue(clock), clock::advance);
    }
}

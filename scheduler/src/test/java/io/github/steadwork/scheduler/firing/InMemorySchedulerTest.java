package io.github.steadwork.scheduler.firing;

import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.ManualClock;
import io.github.steadwork.testkit.TestedBackend;

final class InMemorySchedulerTest extends SchedulerContract {

    @Override
    protected TestedBackend open() {
        ManualClock clock = new ManualClock();
        return new TestedBackend(new InMemoryJobQueue(clock), clock::advance);
    }
}

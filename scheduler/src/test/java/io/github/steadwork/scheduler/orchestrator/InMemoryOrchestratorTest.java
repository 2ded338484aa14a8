package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.ManualClock;
import io.github.steadwork.testkit.TestedBackend;

final class InMemoryOrchestratorTest extends OrchestratorContract {

    @Override
    protected TestedBackend open() {
        ManualClock clock = new ManualClock();
        return new TestedBackend(new InMemoryJobQueue(clock), clock::advance);
    }
}

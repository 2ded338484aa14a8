package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.testkit.JobEngineContract;

/** An engine on the in-memory backend keeps the contract of engines. */
final class InMemoryJobEngineTest extends JobEngineContract {

    @Override
    protected QueueBackend openBackend() {
        return new InMemoryJobQueue();
    }
}

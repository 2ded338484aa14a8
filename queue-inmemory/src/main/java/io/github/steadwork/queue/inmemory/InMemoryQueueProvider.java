package io.github.steadwork.queue.inmemory;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueProvider;
import java.time.InstantSource;

/** Opens the queue in memory for {@code JOB_QUEUE_BACKEND=memory}. It has no settings; a broker URL is not needed. */
public final class InMemoryQueueProvider implements QueueProvider {

    /** Called by the service loader. */
    public InMemoryQueueProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public QueueBackend open(JobConfig config, InstantSource clock) {
        return new InMemoryJobQueue(clock);
    }
}

/** The queue in memory. Start at {@link io.github.steadwork.queue.inmemory.InMemoryJobQueue}. */
module io.github.steadwork.queue.inmemory {
    requires static org.jspecify;
    requires transitive io.github.steadwork.core;

    exports io.github.steadwork.queue.inmemory;

    provides io.github.steadwork.queue.QueueProvider with
            io.github.steadwork.queue.inmemory.InMemoryQueueProvider;
}

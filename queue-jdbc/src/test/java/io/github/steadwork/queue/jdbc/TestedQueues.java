package io.github.steadwork.queue.jdbc;

import io.github.steadwork.testkit.TestedBackend;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Queues whose database's time can be moved on. */
final class TestedQueues {

    private TestedQueues() {}

    static TestedBackend tested(JdbcJobQueue queue) {
        AtomicLong offset = new AtomicLong();
        return new TestedBackend(queue, length -> {
            synchronized (offset) {
                queue.moveTime(Duration.ofNanos(offset.addAndGet(length.toNanos())));
            }
        });
    }
}

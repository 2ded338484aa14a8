package io.github.steadwork.queue.jdbc;

import io.github.steadwork.testkit.TestedBackend;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Queues whose database's time can be moved on. */
final class TestedQueues {

    private TestedQueues() {}

    static TestedBackend tested(JdbcJobQueue queue) {
        AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
        return new TestedBackend(queue, length -> {
            synchronized (offset) {
                offset.set(offset.get().plus(length));
                queue.moveTime(offset.get());
            }
        });
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.testkit.BackendTime;
import io.github.steadwork.testkit.TestedBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The time that several queues in one database go by, which can be moved on for all of them together. */
public final class DatabaseTime implements BackendTime {

    private final List<JdbcJobQueue> queues = new ArrayList<>();
    private Duration offset = Duration.ZERO;

    /** A queue by itself, with its time. */
    public static TestedBackend of(JdbcJobQueue queue) {
        DatabaseTime time = new DatabaseTime();
        time.add(queue);
        return new TestedBackend(queue, time);
    }

    /** Lets this queue go by this time, too. */
    public synchronized void add(JdbcJobQueue queue) {
        queues.add(queue);
        queue.moveTime(offset);
    }

    @Override
    public synchronized void advance(Duration length) {
        offset = offset.plus(length);
        queues.forEach(queue -> queue.moveTime(offset));
    }
}

package io.github.steadwork.monitor.health;

import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;

/** Asks the backend what time it is. */
record DatabaseCheck(QueueBackend backend, Duration slow) implements HealthCheck {

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Scope scope() {
        return Scope.READINESS;
    }

    @Override
    public Finding look() {
        long start = System.nanoTime();
        backend.documents().now();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return Finding.of(false, took.compareTo(slow) > 0, "answers in " + took.toMillis() + " ms");
    }
}

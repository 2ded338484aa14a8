package io.github.steadwork.monitor.health;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueDepth;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How long the oldest due job has waited, of all queues that are not paused. */
record QueueAgeCheck(QueueBackend backend, Duration degraded, Duration down) implements HealthCheck {

    private static final String PAUSED = "paused-queue";
    private static final int MOST = 10_000;

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public Finding look() {
        Set<String> paused = backend.documents().list(PAUSED, "", MOST).stream()
                .map(Document::key)
                .collect(Collectors.toSet());
        Optional<QueueDepth> oldest = backend.inspector().depths().stream()
                .filter(depth -> depth.oldestDue().isPresent() && !paused.contains(depth.queue()))
                .max(Comparator.comparing(depth -> depth.oldestDue().orElseThrow()));
        if (oldest.isEmpty()) {
            return Finding.up("no job waits");
        }
        Duration waits = oldest.get().oldestDue().orElseThrow();
        String reason = oldest.get().queue() + " has a job that has been due for " + waits.toSeconds() + " s";
        return Finding.of(waits.compareTo(down) >= 0, waits.compareTo(degraded) >= 0, reason);
    }
}

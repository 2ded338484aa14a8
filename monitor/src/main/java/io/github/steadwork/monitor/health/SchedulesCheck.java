package io.github.steadwork.monitor.health;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.StateStore;
import java.time.Duration;
import java.util.List;

/** For how long the schedule has been due that should have been looked at first. */
record SchedulesCheck(StateStore documents, Duration degraded, Duration down) implements HealthCheck {

    private static final String NAMESPACE = "schedule";

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public Finding look() {
        List<Document> due = documents.due(NAMESPACE, 1);
        if (due.isEmpty()) {
            return Finding.up("none is late");
        }
        Duration late = Duration.between(due.get(0).due().orElseThrow(), documents.now());
        String reason = due.get(0).key() + " has been due for " + late.toSeconds() + " s";
        return Finding.of(late.compareTo(down) >= 0, late.compareTo(degraded) >= 0, reason);
    }
}

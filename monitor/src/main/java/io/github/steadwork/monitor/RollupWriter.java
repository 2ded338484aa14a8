package io.github.steadwork.monitor;

import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what one monitor counts into documents of its own. */
final class RollupWriter {

    private static final int PORTION = 200;
    private static final int MOST_TRIES = 3;
    private static final Duration OLD = Duration.ofMinutes(2);

    private final StateStore documents;
    private final JobMonitor monitor;
    private final String node = UUID.randomUUID().toString().substring(0, 18);
    private final Map<String, OwnRow> rows = new LinkedHashMap<>();

    RollupWriter(StateStore documents, JobMonitor monitor) {
        this.documents = documents;
        this.monitor = monitor;
    }

    synchronized void flush() {
        monitor.takeUnstored().forEach((minute, subjects) -> {
            Instant moment = Instant.EPOCH.plus(minute, ChronoUnit.MICROS);
            subjects.forEach((subject, cell) -> {
                for (Level level : Level.values()) {
                    row(level, subject, level.startOf(moment)).add(cell);
                }
            });
        });
        List<OwnRow> news = new ArrayList<>(rows.values());
        news.removeIf(row -> !row.hasNews());
        for (int from = 0; from < news.size(); from += PORTION) {
            store(news.subList(from, Math.min(news.size(), from + PORTION)));
        }
        Instant old = monitor.now().minus(OLD);
        rows.values().removeIf(row -> !row.hasNews() && row.endedBefore(old));
    }

    private OwnRow row(Level level, Subject subject, Instant start) {
        return rows.computeIfAbsent(
                level + Level.key(subject, start), unused -> new OwnRow(level, subject, start, node));
    }

    private void store(List<OwnRow> portion) {
        for (OwnRow row : portion) {
            if (row.isUnsure()) {
                row.resolve(documents.get(row.level().namespace, row.key()), false);
            }
        }
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            List<DocumentChange> changes = portion.stream().map(OwnRow::send).toList();
            if (documents.apply(changes)) {
                portion.forEach(OwnRow::confirm);
                return;
            }
            for (OwnRow row : portion) {
                row.resolve(documents.get(row.level().namespace, row.key()), true);
            }
        }
    }
}

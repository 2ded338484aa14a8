package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened under each name; of the names that come after so many, under {@link JobMonitor#OTHER}. Guarded by the recorder. */
final class History {

    private final long sinceMicros;
    private final int mostNames;
    private final Map<String, Series> types = new TreeMap<>();
    private final Map<String, Series> queues = new TreeMap<>();
    private final Series all = new Series();
    private final Sum scratch = new Sum();
    private @Nullable Unstored unstored;

    History(long sinceMicros, int mostNames) {
        this.sinceMicros = sinceMicros;
        this.mostNames = mostNames;
    }

    void add(Batch batch, long now) {
        Map<String, Cell> ofTypes = new LinkedHashMap<>();
        Map<String, Cell> ofQueues = new LinkedHashMap<>();
        Cell ofAll = new Cell();
        for (Batch.Pair pair : batch.pairs()) {
            of(pair.type(), types, ofTypes).add(pair.cell());
            if (!pair.queue().equals(Batch.NO_QUEUE)) {
                of(pair.queue(), queues, ofQueues).add(pair.cell());
            }
            ofAll.add(pair.cell());
        }
        long micros = batch.startMicros();
        ofTypes.forEach((name, cell) -> add(micros, now, Subject.type(name), types.get(name), cell));
        ofQueues.forEach((name, cell) -> add(micros, now, Subject.queue(name), queues.get(name), cell));
        add(micros, now, Subject.ALL, all, ofAll);
    }

    private Cell of(String name, Map<String, Series> known, Map<String, Cell> seen) {
        boolean room = known.size() < mostNames + (known.containsKey(JobMonitor.OTHER) ? 1 : 0);
        String counted = room || known.containsKey(name) ? name : JobMonitor.OTHER;
        known.computeIfAbsent(counted, unused -> new Series());
        return seen.computeIfAbsent(counted, unused -> new Cell());
    }

    private void add(long micros, long now, Subject subject, @Nullable Series series, Cell cell) {
        if (series != null) {
            series.add(micros, now, cell, scratch);
        }
        if (unstored != null) {
            unstored.add(micros, subject, cell);
        }
    }

    /** From now on, what is counted is also kept for {@link #takeUnstored}; false if it is already. */
    boolean collect() {
        boolean isNew = unstored == null;
        unstored = isNew ? new Unstored() : unstored;
        return isNew;
    }

    Map<Long, Map<Subject, Cell>> takeUnstored() {
        return unstored == null ? Map.of() : unstored.take();
    }

    JobStatistics all(long nowMicros) {
        return statistics(JobStatistics.ALL, all, nowMicros);
    }

    List<JobStatistics> types(long nowMicros) {
        return statistics(types, nowMicros);
    }

    List<JobStatistics> queues(long nowMicros) {
        return statistics(queues, nowMicros);
    }

    /** The queues, if there are no more than this. */
    List<JobStatistics> queues(long nowMicros, int most) {
        return queues.size() > most ? List.of() : queues(nowMicros);
    }

    private List<JobStatistics> statistics(Map<String, Series> series, long nowMicros) {
        return series.entrySet().stream()
                .map(entry -> statistics(entry.getKey(), entry.getValue(), nowMicros))
                .toList();
    }

    private JobStatistics statistics(String name, Series series, long nowMicros) {
        List<WindowStatistics> windows = new ArrayList<>();
        for (Window window : Window.values()) {
            scratch.clear();
            series.addTo(scratch, windows.size(), nowMicros);
            windows.add(scratch.statistics(window, covered(window, nowMicros)));
        }
        return new JobStatistics(name, series.counts(), series.data(), windows);
    }

    private Duration covered(Window window, long nowMicros) {
        long oldest = window.startOf(window.numberOf(nowMicros) - window.steps() + 1);
        return Duration.of(Math.max(0, nowMicros - Math.max(sinceMicros, oldest)), ChronoUnit.MICROS);
    }
}

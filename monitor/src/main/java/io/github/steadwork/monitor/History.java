package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened under each name. Guarded by the recorder. */
final class History {

    private final long sinceMicros;
    private final Names typeNames;
    private final Names queueNames;
    private final Map<String, Series> types = new TreeMap<>();
    private final Map<String, Series> queues = new TreeMap<>();
    private final Series all = new Series();
    private @Nullable Unstored unstored;

    History(long sinceMicros, Names typeNames, Names queueNames) {
        this.sinceMicros = sinceMicros;
        this.typeNames = typeNames;
        this.queueNames = queueNames;
    }

    void add(Batch batch) {
        long micros = batch.startMicros();
        add(micros, batch.types(), typeNames, types);
        add(micros, batch.queues(), queueNames, queues);
        for (Cell cell : batch.types()) {
            if (cell != null) {
                all.add(micros, cell);
            }
        }
        if (unstored != null) {
            addTo(unstored, batch);
        }
    }

    private void addTo(Unstored sums, Batch batch) {
        long micros = batch.startMicros();
        for (int i = 0; i < batch.types().length; i++) {
            Cell cell = batch.types()[i];
            if (cell != null) {
                sums.add(micros, Subject.ALL, cell);
                sums.add(micros, Subject.type(typeNames.name(i)), cell);
            }
        }
        for (int i = 0; i < batch.queues().length; i++) {
            Cell cell = batch.queues()[i];
            if (cell != null) {
                sums.add(micros, Subject.queue(queueNames.name(i)), cell);
            }
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

    private static void add(long micros, @Nullable Cell[] cells, Names names, Map<String, Series> series) {
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cells[i];
            if (cell != null) {
                series.computeIfAbsent(names.name(i), name -> new Series()).add(micros, cell);
            }
        }
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
        List<Sum> sums = series.sums(nowMicros);
        List<WindowStatistics> windows = new ArrayList<>();
        for (Window window : Window.values()) {
            windows.add(sums.get(windows.size()).statistics(window, covered(window, nowMicros)));
        }
        return new JobStatistics(name, series.counts(), windows);
    }

    private Duration covered(Window window, long nowMicros) {
        long newest = Math.floorDiv(nowMicros, window.stepMicros());
        long start = Math.max(sinceMicros, (newest - window.steps() + 1) * window.stepMicros());
        return Duration.of(Math.max(0, nowMicros - start), ChronoUnit.MICROS);
    }
}

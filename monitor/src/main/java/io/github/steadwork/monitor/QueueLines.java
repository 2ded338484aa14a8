package io.github.steadwork.monitor;

import java.util.Comparator;
import java.util.List;

/** The lines of a table that show queues, the busiest of the last minute first; none where there is one queue only. */
final class QueueLines {

    /** How many queues are shown at most. */
    static final int MOST = 5;

    private static final Comparator<JobStatistics> BUSIEST = Comparator.comparingDouble(
            (JobStatistics queue) -> -queue.in(Window.LAST_MINUTE).throughput());

    private QueueLines() {}

    static List<String> of(MonitorSnapshot snapshot, int room, String more) {
        if (snapshot.queues().size() < 2) {
            return List.of();
        }
        List<JobStatistics> shown =
                snapshot.queues().stream().sorted(BUSIEST).limit(MOST).toList();
        int widest = shown.stream()
                .mapToInt(queue -> TerminalText.width(queue.name()))
                .max()
                .orElse(0);
        return shown.stream()
                .map(queue -> TerminalText.fit(line(queue, widest), room, more))
                .toList();
    }

    private static String line(JobStatistics queue, int widest) {
        WindowStatistics minute = queue.in(Window.LAST_MINUTE);
        StringBuilder line = new StringBuilder(TerminalText.padRight(queue.name(), widest))
                .append("  ")
                .append(Figures.rate(minute.throughput()));
        if (minute.waits().count() > 0) {
            line.append("  waits ").append(Figures.length(minute.waits().p50()));
        }
        minute.counts()
                .errorRate()
                .ifPresent(errors ->
                        line.append("  ").append(Figures.share(errors)).append(" errors"));
        return line.toString();
    }
}

package io.github.steadwork.monitor;

import java.util.ArrayList;
import java.util.List;

/** The line of totals of a table. */
final class TotalsLine {

    /** A figure, in a colour if that is not empty. */
    private record Figure(String text, String colour) {}

    private final Glyphs glyphs;
    private final boolean coloured;

    TotalsLine(Glyphs glyphs, boolean coloured) {
        this.glyphs = glyphs;
        this.coloured = coloured;
    }

    /** As many figures as there is room for; always the first. */
    String render(MonitorSnapshot snapshot, int room) {
        StringBuilder line = new StringBuilder();
        int taken = 0;
        for (Figure figure : figures(snapshot)) {
            String gap = taken == 0 ? "" : " " + glyphs.dot() + " ";
            taken += gap.length() + figure.text.length();
            if (taken > room && !line.isEmpty()) {
                break;
            }
            line.append(gap).append(coloured ? Ansi.paint(figure.colour, figure.text) : figure.text);
        }
        return line.toString();
    }

    private static List<Figure> figures(MonitorSnapshot snapshot) {
        EventCounts counts = snapshot.all().counts();
        WindowStatistics minute = snapshot.all().in(Window.LAST_MINUTE);
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Figures.count(snapshot.running().size()) + " running", ""));
        figures.add(new Figure(Figures.count(counts.succeeded()) + " succeeded", ""));
        addIfAny(figures, counts.failed(), " failed", Ansi.RED);
        addIfAny(figures, counts.retried(), " retried", "");
        addIfAny(figures, counts.cancelled(), " cancelled", "");
        figures.add(new Figure(Figures.rate(minute.throughput()), ""));
        Percentiles durations = minute.durations();
        if (durations.count() > 0) {
            figures.add(new Figure("p50 " + Figures.length(durations.p50()), ""));
            figures.add(new Figure("p99 " + Figures.length(durations.p99()), ""));
        }
        minute.counts()
                .errorRate()
                .ifPresent(
                        share -> figures.add(new Figure(Figures.share(share) + " errors", share > 0 ? Ansi.RED : "")));
        return figures;
    }

    private static void addIfAny(List<Figure> figures, long count, String what, String colour) {
        if (count > 0) {
            figures.add(new Figure(Figures.count(count) + what, colour));
        }
    }
}

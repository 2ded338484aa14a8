package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.pipeline.row.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Key figures, given or computed. */
final class FiguresPart implements Part {

    private static final Set<String> BEFORE = Set.of("$", "€", "£");
    private static final double BRIEF = 10_000_000;

    private final Figures section;
    private final List<Sink> figures = new ArrayList<>();
    private final KeptFigures before;

    private static final class Sink implements RowSink {

        private final Figure figure;
        private final Tally tally;
        private @Nullable Source source;

        Sink(Figure figure) {
            this.figure = figure;
            this.tally = new Tally(figure.measure().orElse(Measure.COUNT));
        }

        @Override
        public void begin(Columns columns) {
            Measure measure = figure.measure().orElse(Measure.COUNT);
            boolean any = measure == Measure.COUNT || measure == Measure.DISTINCT;
            if (!figure.column().isEmpty()) {
                source = any ? columns.find(figure.column()) : columns.numbers(figure.column());
            }
        }

        @Override
        public void add(Row row) {
            tally.add(source == null ? true : source.get(row));
        }

        Block.Tile tile(KeptFigures before) {
            String value = figure.data().isEmpty() ? figure.value() : computed(tally.value());
            String change = figure.data().isEmpty() ? "" : change(before);
            boolean both = !figure.note().isEmpty() && !change.isEmpty();
            return new Block.Tile(figure.label(), value, figure.note() + (both ? "; " : "") + change);
        }

        /** As "+5 (+2.4 %) since 2026-03-01". */
        private String change(KeptFigures before) {
            Double earlier = before.values().get(key());
            double now = tally.value();
            if (earlier == null || Double.isNaN(now)) {
                return "";
            }
            double difference = now - earlier;
            if (difference == 0) {
                return "as on " + before.day();
            }
            String sign = difference > 0 ? "+" : "-";
            String share = earlier == 0
                    ? ""
                    : " (" + sign + Digits.grouped(tenths(Math.abs(difference / earlier) * 100)) + " %)";
            return sign + computed(Math.abs(difference)) + share + " since " + before.day();
        }

        private static double tenths(double percent) {
            return Math.rint(percent * 10) / 10;
        }

        /** What tells the figure from the others of a report, and is the same in the next one. */
        private String key() {
            return String.join(
                    "|",
                    figure.label(),
                    figure.data(),
                    figure.measure().orElse(Measure.COUNT).name(),
                    figure.column());
        }

        private String computed(double value) {
            if (Double.isNaN(value)) {
                return "–";
            }
            String number = Math.abs(value) >= BRIEF ? Digits.brief(value) : Digits.grouped(rounded(value));
            String unit = figure.unit();
            return BEFORE.contains(unit) ? unit + number : unit.isEmpty() ? number : number + " " + unit;
        }

        /** In a key figure, a hundred and more needs no decimals. */
        private static double rounded(double value) {
            return Math.abs(value) >= 100 ? Math.rint(value) : Math.rint(value * 100) / 100;
        }
    }

    FiguresPart(Figures section, KeptFigures before) {
        this.before = before;
        this.section = section;
        section.figures().forEach(figure -> figures.add(new Sink(figure)));
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        Map<String, List<RowSink>> sinks = new LinkedHashMap<>();
        for (Sink sink : figures) {
            if (!sink.figure.data().isEmpty()) {
                sinks.computeIfAbsent(sink.figure.data(), name -> new ArrayList<>())
                        .add(sink);
            }
        }
        return sinks;
    }

    @Override
    public List<Block> blocks() {
        return List.of(new Block.Tiles(
                section.title(),
                section.text(),
                figures.stream().map(figure -> figure.tile(before)).toList()));
    }

    /** What was computed, for the next report. */
    void collect(Map<String, Double> values) {
        for (Sink sink : figures) {
            if (!sink.figure.data().isEmpty() && Double.isFinite(sink.tally.value())) {
                values.put(sink.key(), sink.tally.value());
            }
        }
    }
}

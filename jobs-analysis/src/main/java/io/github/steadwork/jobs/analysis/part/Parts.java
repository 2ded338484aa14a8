package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.KeyStore;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Section;
import io.github.steadwork.jobs.analysis.section.Statistics;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.pipeline.row.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections of one report at work. For one thread. */
public final class Parts {

    private final KeyStore store;
    private final List<StatisticsResult> previous;
    private final List<Part> parts = new ArrayList<>();
    private final KeptFigures before;

    /**
     * All sections of a report.
     *
     * @param store where numbers are kept
     * @param previous what the statistics jobs found that the report waited for
     * @param before the key figures to compare with
     */
    public Parts(List<Section> sections, KeyStore store, List<StatisticsResult> previous, KeptFigures before) {
        this.before = before;
        this.store = store;
        this.previous = previous;
        sections.forEach(section -> parts.add(part(section)));
    }

    private Part part(Section section) {
        if (section instanceof Chart chart) {
            return part(chart);
        }
        if (section instanceof Table table) {
            return new TablePart(table);
        }
        if (section instanceof Figures figures) {
            return new FiguresPart(figures, before);
        }
        if (section instanceof Statistics statistics) {
            return new StatisticsPart(statistics, result(statistics));
        }
        return new TextPart((Text) section);
    }

    private Part part(Chart chart) {
        return switch (chart.kind()) {
            case HISTOGRAM -> new HistogramPart(chart, store);
            case BOX -> new BoxPart(chart, store);
            case SCATTER -> new ScatterPart(chart);
            case LINE, BAR, HORIZONTAL_BAR, STACKED_BAR, HEAT_MAP -> new CategoryPart(chart);
        };
    }

    private StatisticsResult result(Statistics section) {
        if (section.result().isPresent()) {
            return section.result().get();
        }
        if (section.previous() >= previous.size()) {
            throw new DataException("section '" + section.title() + "' shows the statistics job number "
                    + section.previous() + ", but this report waited for " + previous.size()
                    + " such jobs that succeeded; let it wait for one, or give the result by Statistics.of");
        }
        return previous.get(section.previous());
    }

    /** What is to be told of the rows of which dataset. */
    public Map<String, List<RowSink>> sinks() {
        Map<String, List<RowSink>> all = new LinkedHashMap<>();
        for (Part part : parts) {
            part.sinks()
                    .forEach((data, sinks) ->
                            all.computeIfAbsent(data, name -> new ArrayList<>()).addAll(sinks));
        }
        return all;
    }

    /** What the page shows; asked for when all rows have been told. */
    public List<Block> blocks() {
        return parts.stream().flatMap(part -> part.blocks().stream()).toList();
    }

    /** The key figures, for the next report; asked for when all rows have been told. */
    public Map<String, Double> figures() {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part instanceof FiguresPart figures) {
                figures.collect(values);
            }
        }
        return values;
    }

    private record TextPart(Text text) implements Part {

        @Override
        public Map<String, List<RowSink>> sinks() {
            return Map.of();
        }

        @Override
        public List<Block> blocks() {
            return List.of(new Block.Words(text.title(), text.text()));
        }
    }
}

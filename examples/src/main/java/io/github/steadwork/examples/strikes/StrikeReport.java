package io.github.steadwork.examples.strikes;

import io.github.steadwork.jobs.analysis.ReportSpec;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Measure;
import io.github.steadwork.jobs.analysis.section.Order;
import io.github.steadwork.jobs.analysis.section.Section;
import io.github.steadwork.jobs.analysis.section.Statistics;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.jobs.analysis.section.Text;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.pipeline.data.Dataset;
import java.nio.file.Path;

/** What the report shows. */
final class StrikeReport {

    private static final String STRIKES = "strikes";
    private static final String OPERATORS = "operators";
    private static final String SPECIES = "species";
    private static final String STEPS = "steps";
    private static final String REJECTED = "rejected";

    private StrikeReport() {}

    /** The page of the report in the folder for everything that is written. */
    static Path file(StrikeOptions options) {
        return options.out().resolve("report.html");
    }

    /** The datasets are those of the jobs that the report waits for, in their order. */
    static ReportSpec of(StrikeOptions options, Path source) {
        return ReportSpec.builder("Wildlife strikes", file(options))
                .subtitle("Aircraft and animals in the United States, from " + source.getFileName()
                        + ": FAA Wildlife Strike Database, U.S. government work, public domain")
                .data(STRIKES, Dataset.previous(0))
                .data(OPERATORS, Dataset.previous(1))
                .data(SPECIES, Dataset.previous(2))
                .data(STEPS, Dataset.previous(3))
                .data(REJECTED, Dataset.rows(options.work().resolve("rejected.rows")))
                .add(figures())
                .add(overTheYears())
                .add(whoAndWhere())
                .add(damageAndCost())
                .add(figuresBehind())
                .add(howTheDataWereCleaned())
                .build();
    }

    private static Section figures() {
        return Figures.of(
                Figure.count("Strikes", STRIKES),
                Figure.of("With damage", STRIKES, Measure.SUM, "damaged"),
                Figure.of("Cost", STRIKES, Measure.SUM, "cost").unit("$"),
                Figure.of("Mean speed", STRIKES, Measure.MEAN, "speed").unit("kn"),
                Figure.of("Operators", STRIKES, Measure.DISTINCT, "operator"),
                Figure.of("Species", STRIKES, Measure.DISTINCT, "species"));
    }

    private static Section[] overTheYears() {
        return new Section[] {
            Text.heading("Over the years"),
            Chart.line(STRIKES)
                    .title("Strikes by month")
                    .x("date")
                    .period(Period.MONTH)
                    .yLabel("strikes")
                    .wide()
                    .build(),
            Chart.stackedBar(STRIKES)
                    .title("Size of the animal by year")
                    .x("year")
                    .series("size")
                    .yLabel("strikes")
                    .build(),
            Chart.bar(STRIKES)
                    .title("The season")
                    .text("Autumn migration shows.")
                    .x("month")
                    .yLabel("strikes")
                    .build()
        };
    }

    private static Section[] whoAndWhere() {
        return new Section[] {
            Text.heading("Who, where and when"),
            Chart.horizontalBar(STRIKES)
                    .title("Operators")
                    .x("operator")
                    .limit(15)
                    .build(),
            Chart.horizontalBar(STRIKES).title("States").x("state").limit(15).build(),
            Chart.heatMap(OPERATORS)
                    .title("Strikes by operator and year")
                    .x("year")
                    .y("strikes")
                    .series("operator")
                    .wide()
                    .build(),
            Chart.stackedBar(STRIKES)
                    .title("Phase of flight and time of day")
                    .x("phase")
                    .series("time_of_day")
                    .order(Order.VALUE)
                    .yLabel("strikes")
                    .build(),
            Chart.box(STRIKES)
                    .title("Speed by phase of flight")
                    .x("phase")
                    .y("speed")
                    .yLabel("knots")
                    .build()
        };
    }

    private static Section[] damageAndCost() {
        return new Section[] {
            Text.heading("Damage and cost"),
            Chart.horizontalBar(SPECIES)
                    .title("What the species cost")
                    .x("species")
                    .y("cost")
                    .limit(12)
                    .xLabel("US dollars")
                    .build(),
            Chart.stackedBar(STRIKES)
                    .title("Damage by size of the animal")
                    .x("size")
                    .series("damage")
                    .yLabel("strikes")
                    .build(),
            Chart.line(OPERATORS)
                    .title("Cost by year")
                    .x("year")
                    .y("cost")
                    .yLabel("US dollars")
                    .build(),
            Chart.histogram(STRIKES)
                    .title("Speed at the strike")
                    .x("speed")
                    .xLabel("knots")
                    .build()
        };
    }

    private static Section[] figuresBehind() {
        return new Section[] {
            Text.heading("The figures behind it"),
            Table.of(OPERATORS)
                    .title("By operator and year")
                    .descending("strikes")
                    .limit(1_000),
            Table.of(SPECIES).title("By species and size").descending("strikes"),
            Statistics.ofPrevious().title("Columns")
        };
    }

    private static Section[] howTheDataWereCleaned() {
        return new Section[] {
            Text.of(
                    "How the data were cleaned",
                    "Rows that break a rule are set aside with their line, field, rule and value. Asterisks behind the"
                            + " names of operators are removed, and rows that repeat another one in every field are dropped."
                            + " Speeds that were not reported stay empty."),
            Table.of(STEPS).title("Steps"),
            Table.of(REJECTED).title("Rejected rows")
        };
    }
}

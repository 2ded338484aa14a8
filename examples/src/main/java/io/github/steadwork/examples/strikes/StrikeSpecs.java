package io.github.steadwork.examples.strikes;

import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.Measure;
import io.github.steadwork.jobs.processing.aggregate.Order;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.transform.TransformStep;
import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.jobs.processing.validate.ValidationSpec;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Schema;
import java.nio.file.Path;
import java.util.Map;

/**
 * What each step is to do.
 *
 * @param folder where the steps hand their files to each other
 * @param repeated whether the rows have a column that tells their copy
 */
record StrikeSpecs(Path folder, boolean repeated) {

    private static final double MOST_BAD_ROWS = 0.05;
    private static final long MEMORY = 16L << 20;

    private static final Schema COLUMNS = Schema.of(
            Column.of("Airport Name", ColumnType.STRING),
            Column.of("Aircraft Make Model", ColumnType.STRING),
            Column.of("Effect Amount of damage", ColumnType.STRING),
            Column.of("Flight Date", ColumnType.DATE),
            Column.of("Aircraft Airline Operator", ColumnType.STRING),
            Column.of("Origin State", ColumnType.STRING),
            Column.of("Phase of flight", ColumnType.STRING),
            Column.of("Wildlife Size", ColumnType.STRING),
            Column.of("Wildlife Species", ColumnType.STRING),
            Column.of("Time of day", ColumnType.STRING),
            Column.of("Cost Other", ColumnType.LONG),
            Column.of("Cost Repair", ColumnType.LONG),
            Column.of("Cost Total $", ColumnType.LONG),
            Column.of("Speed IAS in knots", ColumnType.LONG));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Airport Name", "airport"),
            Map.entry("Aircraft Make Model", "aircraft"),
            Map.entry("Effect Amount of damage", "damage"),
            Map.entry("Flight Date", "date"),
            Map.entry("Aircraft Airline Operator", "operator"),
            Map.entry("Origin State", "state"),
            Map.entry("Phase of flight", "phase"),
            Map.entry("Wildlife Size", "size"),
            Map.entry("Wildlife Species", "species"),
            Map.entry("Time of day", "time_of_day"),
            Map.entry("Cost Other", "other_cost"),
            Map.entry("Cost Repair", "repair_cost"),
            Map.entry("Cost Total $", "cost"),
            Map.entry("Speed IAS in knots", "speed"));

    private Path work(String name) {
        return folder.resolve(name);
    }

    RepeatFileJob.Repeat repeat(Path file, int times) {
        return new RepeatFileJob.Repeat(
                Dataset.csv(file).with("types", "text"), Dataset.csv(work("repeated.csv")), times);
    }

    FileIngestion ingest(Dataset source) {
        return FileIngestion.from(source)
                .schema(repeated ? COLUMNS.with(RepeatFileJob.COPY) : COLUMNS)
                .rejectsTo(work("unreadable.csv"))
                .policy(RejectPolicy.REJECT.withMaxShare(MOST_BAD_ROWS))
                .to(work("ingested.rows"));
    }

    ValidationSpec validate() {
        return ValidationSpec.builder()
                .output(Dataset.rows(work("valid.rows")))
                .rules(
                        ValidationRule.required("Flight Date", "Aircraft Airline Operator", "Origin State"),
                        ValidationRule.oneOf("Effect Amount of damage", "None", "Minor", "Medium", "Substantial"),
                        ValidationRule.min("Flight Date", "1990-01-01"),
                        ValidationRule.range("Speed IAS in knots", "0", "500"),
                        ValidationRule.min("Cost Total $", "0"),
                        ValidationRule.expression(
                                "costs-add-up", "\"Cost Other\" + \"Cost Repair\" = \"Cost Total $\""))
                .rejects(RejectSpec.to(rejected()).withMaxShare(MOST_BAD_ROWS))
                .build();
    }

    /** Where the rows are kept that break a rule. */
    private Path rejected() {
        return work("rejected.csv");
    }

    TransformSpec transform() {
        return TransformSpec.builder()
                .output(Dataset.rows(work("clean.rows")))
                .steps(
                        TransformStep.rename(NAMES),
                        TransformStep.replaceRegex("operator", "\\s*\\*+$", ""),
                        TransformStep.fill(Map.of("phase", "Unknown", "time_of_day", "Unknown", "species", "Unknown")),
                        TransformStep.convert(ColumnType.DECIMAL, "cost", "other_cost", "repair_cost"),
                        TransformStep.derive("year", "year(date)"),
                        TransformStep.derive("month", "month(date)"),
                        TransformStep.derive("damaged", "if(damage <> 'None', 1, 0)"))
                .build();
    }

    DeduplicationSpec deduplicate() {
        return DeduplicationSpec.builder()
                .output(Dataset.rows(unique()))
                .dropped(Dataset.rows(work("repeats.rows")))
                .build();
    }

    /** The rows that all figures are computed from. */
    private Path unique() {
        return work("unique.rows");
    }

    AggregationSpec operators() {
        return measured(AggregationSpec.builder().groupBy("operator", "year"))
                .output(Dataset.rows(work("operators.rows")))
                .build();
    }

    AggregationSpec species() {
        return measured(AggregationSpec.builder().groupBy("species", "size"))
                .output(Dataset.rows(work("species.rows")))
                .build();
    }

    private static AggregationSpec.Builder measured(AggregationSpec.Builder groups) {
        return groups.measures(
                        Measure.count().as("strikes"),
                        Measure.sum("damaged").as("with_damage"),
                        Measure.sum("cost").as("cost"),
                        Measure.avg("speed").as("mean_speed"))
                .orderBy(Order.descending("strikes"))
                .memory(MEMORY);
    }

    StatisticsSpec statistics() {
        return StatisticsSpec.builder(Dataset.previous())
                .columns("speed", "cost", "damage", "size", "species", "phase", "time_of_day", "aircraft", "airport")
                .trend("date", Period.YEAR)
                .memoryBytes(MEMORY)
                .build();
    }

    QualityJob.Quality quality() {
        return new QualityJob.Quality(
                Dataset.csv(rejected()), Dataset.rows(work("rejected.rows")), Dataset.rows(work("quality.rows")));
    }
}

package io.github.steadwork.benchmarks.data.peer;

import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.jobs.analysis.ReportGenerationJob;
import io.github.steadwork.jobs.analysis.ReportSpec;
import io.github.steadwork.jobs.analysis.StatisticalAnalysisJob;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.ChartBuilder;
import io.github.steadwork.jobs.analysis.statistics.ColumnStatistics;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import io.github.steadwork.jobs.analysis.statistics.Period;
import io.github.steadwork.jobs.analysis.statistics.StatisticsResult;
import io.github.steadwork.jobs.analysis.statistics.StatisticsSpec;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.jobs.processing.aggregate.AggregationSpec;
import io.github.steadwork.jobs.processing.aggregate.DataAggregationJob;
import io.github.steadwork.jobs.processing.aggregate.Measure;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.jobs.processing.validate.ValidationRule;
import io.github.steadwork.jobs.processing.validate.ValidationSpec;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.spill.MemoryBudget;
import io.github.steadwork.pipeline.spill.RowSorter;
import io.github.steadwork.pipeline.spill.SortKey;
import io.github.steadwork.pipeline.spill.SpillFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ours: the ready-made jobs with their defaults, which infer the columns from the file. */
final class Steadwork {

    /** The columns that statistics are made of. */
    static final List<String> MEASURED = List.of("l_quantity", "l_extendedprice", "l_discount", "l_tax");

    /** How many figures of each are compared. */
    static final int FIGURES = 8;

    private static final int CHARTS = 100;
    private static final int CHARTED_ROWS = 10_000;

    private Steadwork() {}

    static Work.Evidence read(Task task) throws IOException {
        long rows = 0;
        long comments = 0;
        try (RowReader reader = DataFormats.standard().open(Dataset.csv(task.csv()))) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows++;
                comments += ((String) Objects.requireNonNull(row.get(15))).length();
            }
        }
        return HandWritten.evidence(rows, comments);
    }

    static Work.Evidence group(Task task) {
        return group(task, Dataset.csv(task.csv()), Strategy.SEQUENTIAL);
    }

    static Work.Evidence sequential(Task task) {
        return group(task, Dataset.rows(task.rows()), Strategy.SEQUENTIAL);
    }

    static Work.Evidence parallel(Task task) {
        return group(task, Dataset.rows(task.rows()), Strategy.parallelChunks());
    }

    private static Work.Evidence group(Task task, Dataset input, Strategy strategy) {
        new DataAggregationJob()
                .run(AggregationSpec.builder()
                        .input(input)
                        .output(Dataset.csv(task.output()))
                        .groupBy("l_returnflag", "l_linestatus")
                        .measures(
                                Measure.sum("l_quantity").as("quantity"),
                                Measure.sum("l_extendedprice").as("price"),
                                Measure.sum("l_extendedprice * (1 - l_discount)")
                                        .as("discounted"),
                                Measure.sum("l_extendedprice * (1 - l_discount) * (1 + l_tax)")
                                        .as("charged"),
                                Measure.avg("l_quantity").as("avg_quantity"),
                                Measure.avg("l_extendedprice").as("avg_price"),
                                Measure.avg("l_discount").as("avg_discount"),
                                Measure.count(),
                                Measure.min("l_shipdate").as("first"),
                                Measure.max("l_shipdate").as("last"))
                        .strategy(strategy)
                        .build());
        return task.numbers();
    }

    static Work.Evidence load(Task task) {
        return load(task, TableTarget.insert("bench", "lineitem").existing());
    }

    static Work.Evidence loadPerChunk(Task task) {
        return load(task, TableTarget.insert("bench", "lineitem").existing().perChunk());
    }

    private static Work.Evidence load(Task task, TableTarget target) {
        try (HikariDataSource source = Server.pool(task.database())) {
            new FileIngestionJob()
                    .withTables(Connections.of("bench", source))
                    .run(FileIngestion.csv(task.csv()).to(target.dataset()));
        }
        return RawCopy.loaded(task);
    }

    static Work.Evidence validate(Task task) {
        new DataValidationJob()
                .run(ValidationSpec.builder()
                        .input(Dataset.csv(task.csv()))
                        .output(Dataset.csv(task.output()))
                        .rules(
                                ValidationRule.required("l_orderkey", "l_partkey", "l_suppkey"),
                                ValidationRule.range("l_quantity", "1", "50"),
                                ValidationRule.range("l_discount", "0", "0.09"),
                                ValidationRule.length("l_comment", 0, 44),
                                ValidationRule.pattern("l_shipmode", "[A-Z ]+"),
                                ValidationRule.oneOf("l_returnflag", "A", "N", "R"),
                                ValidationRule.oneOf(
                                        "l_shipinstruct",
                                        "DELIVER IN PERSON",
                                        "COLLECT COD",
                                        "NONE",
                                        "TAKE BACK RETURN"),
                                ValidationRule.expression("dates", "l_receiptdate > l_shipdate"))
                        .rejects(RejectSpec.SKIP)
                        .build());
        return task.ordered();
    }

    static Work.Evidence distinct(Task task) {
        new DataAggregationJob()
                .run(AggregationSpec.builder()
                        .input(Dataset.csv(task.csv()))
                        .output(Dataset.csv(task.output()))
                        .groupBy("l_comment")
                        .build());
        return task.unordered();
    }

    static Work.Evidence deduplicate(Task task) {
        new DataDeduplicationJob()
                .run(DeduplicationSpec.builder()
                        .input(Dataset.csv(task.csv()))
                        .output(Dataset.csv(task.output()))
                        .keys("l_suppkey", "l_shipdate")
                        .build());
        return task.ordered();
    }

    static Work.Evidence sort(Task task) throws IOException {
        List<SortKey> keys = Stream.of("l_shipdate", "l_orderkey", "l_linenumber")
                .map(SortKey::ascending)
                .toList();
        DataFormats formats = DataFormats.standard();
        try (RowReader reader = formats.open(Dataset.csv(task.csv()));
                SpillFolder folder = SpillFolder.create(task.folder());
                RowSorter sorter = new RowSorter(reader.schema(), keys, MemoryBudget.ofHeap(), folder);
                RowWriter writer = formats.create(Dataset.csv(task.output()), reader.schema())) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                sorter.add(row);
            }
            RowReader sorted = sorter.sorted();
            for (Row row = sorted.read(); row != null; row = sorted.read()) {
                writer.write(row);
            }
            writer.commit();
        }
        return task.ordered();
    }

    static Work.Evidence statistics(Task task) {
        StatisticsResult result = Objects.requireNonNull(new StatisticalAnalysisJob()
                .run(StatisticsSpec.builder(Dataset.csv(task.csv()))
                        .columns(MEASURED.toArray(String[]::new))
                        .build()));
        return () -> result.columns().stream().flatMap(Steadwork::figures).collect(Collectors.joining(" "));
    }

    private static Stream<String> figures(ColumnStatistics column) {
        NumberStatistics numbers = column.numbers().orElseThrow();
        return Stream.of(
                        column.values() - column.nulls(),
                        column.distinct(),
                        numbers.mean(),
                        numbers.deviation().orElseThrow(),
                        numbers.skewness().orElseThrow(),
                        numbers.kurtosis().orElseThrow(),
                        numbers.min(),
                        numbers.max())
                .map(figure -> Digest.rounded(figure.toString()));
    }

    /** A hundred charts of all kinds, of the first rows. */
    static Work.Evidence report(Task task) throws IOException {
        Path few = task.folder().resolve("few.csv");
        try (Stream<String> lines = Files.lines(task.csv())) {
            Files.write(few, lines.limit(CHARTED_ROWS + 1L).toList());
        }
        ReportSpec.Builder report = ReportSpec.builder(
                        "Line items", task.folder().resolve("report.html"))
                .data("items", Dataset.csv(few));
        for (int i = 0; i < CHARTS; i++) {
            report.add(chart(i).title("Chart " + i).build());
        }
        new ReportGenerationJob().run(report.build());
        return Work.Evidence.NONE;
    }

    private static ChartBuilder chart(int number) {
        String column = MEASURED.get(number % MEASURED.size());
        return switch (number % 8) {
            case 0 -> Chart.line("items").x("l_shipdate").y(column).period(Period.MONTH);
            case 1 -> Chart.bar("items").x("l_shipmode").y(column);
            case 2 -> Chart.horizontalBar("items").x("l_shipinstruct").y(column);
            case 3 -> Chart.stackedBar("items").x("l_shipmode").y(column).series("l_returnflag");
            case 4 -> Chart.histogram("items").x(column);
            case 5 -> Chart.box("items").x("l_shipmode").y(column);
            case 6 -> Chart.scatter("items").x("l_extendedprice").y(column).limit(1_000);
            default ->
                Chart.heatMap("items").x("l_shipmode").series("l_returnflag").y(column);
        };
    }
}

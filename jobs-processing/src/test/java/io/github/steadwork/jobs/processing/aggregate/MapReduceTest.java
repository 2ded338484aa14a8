package io.github.steadwork.jobs.processing.aggregate;

import static io.github.steadwork.jobs.processing.Tables.output;
import static io.github.steadwork.jobs.processing.Tables.run;
import static io.github.steadwork.jobs.processing.Tables.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.DividedDataFormat;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks as jobs of their own, on a real engine. */
class MapReduceTest {

    private static final int ROWS = 12_000;
    private static final Schema SCHEMA = Schema.of(
            Column.of("shop", ColumnType.STRING),
            Column.of("price", ColumnType.LONG),
            Column.of("padding", ColumnType.STRING));

    private final ManualClock clock = new ManualClock();
    private final Flaky flaky = new Flaky();

    @TempDir
    Path folder;

    /** Files of rows of which one part cannot be opened a number of times, as on a network drive. */
    private static final class Flaky implements DividedDataFormat {

        private final Map<String, Integer> opened = new TreeMap<>();
        private int failures;

        @Override
        public String name() {
            return "flaky";
        }

        private static Dataset rows(Dataset dataset) {
            return new Dataset("rows", dataset.location(), dataset.options(), dataset.schema(), List.of());
        }

        @Override
        public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
            String part = dataset.options().getOrDefault("part", "");
            opened.merge(part, 1, Integer::sum);
            if (part.endsWith(lastPart) && failures-- > 0) {
                throw new IOException("the drive is away");
            }
            return DataFormats.standard().open(rows(dataset), badRows);
        }

        private String lastPart = "none";

        @Override
        public List<Dataset> divide(Dataset dataset, int parts) throws IOException {
            List<Dataset> divided = new ArrayList<>();
            for (Dataset part : DataFormats.standard().divide(rows(dataset), parts)) {
                String name = Objects.requireNonNull(part.options().get("part"));
                divided.add(dataset.with("part", name));
                lastPart = name;
            }
            return divided;
        }
    }

    @BeforeEach
    void write() throws IOException {
        Dataset file = Dataset.rows(folder.resolve("input.rows"));
        try (RowWriter writer = DataFormats.standard().create(file, SCHEMA)) {
            for (long i = 1; i <= ROWS; i++) {
                Object[] values = {"shop " + i % 11, i % 997, ("row " + i).repeat(20)};
                writer.write(Row.wrap(SCHEMA, values, i));
            }
            writer.commit();
        }
    }

    private AggregationSpec.Builder spec() {
        return AggregationSpec.builder()
                .input(Dataset.of("flaky", folder.resolve("input.rows").toString()))
                .output(output(folder))
                .groupBy("shop")
                .measures(Measure.count(), Measure.first("price"), Measure.last("price"), Measure.median("price"))
                .having("count > 10");
    }

    private AggregationSpec.Builder mapReduce() {
        return spec().strategy(Strategy.mapReduce(4, folder.resolve("chunks")));
    }

    private Extensions extensions() {
        return Extensions.none().with(flaky);
    }

    private JobTester tester() {
        return JobTester.on(new InMemoryJobQueue(clock), clock)
                .register(new DataAggregationJob(extensions()))
                .manual();
    }

    private long filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("chunks"))) {
            return files.count();
        }
    }

    @Test
    void chunksOfOtherWorkersGiveTheSameResult() throws IOException {
        List<String> expected =
                texts(run(new DataAggregationJob(extensions()), spec().build()).output());
        flaky.opened.clear();
        try (JobTester tester = tester()) {
            JobRecord job = tester.enqueue(DataAggregationJob.TYPE, mapReduce().build());
            tester.drain();
            assertThat(tester.find(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
        assertThat(texts(output(folder))).isEqualTo(expected).hasSize(11);
        assertThat(filesLeft()).isZero();
    }

    @Test
    void onlyTheChunkThatFailedIsRunAgain() throws IOException {
        flaky.failures = 1;
        try (JobTester tester = tester()) {
            JobRecord job = tester.enqueue(DataAggregationJob.TYPE, mapReduce().build());
            tester.drain();
            assertThat(tester.find(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
        assertThat(flaky.opened.remove("")).isEqualTo(2); // the whole is opened to divide it, and again to merge
        assertThat(flaky.opened).hasSize(4).containsEntry(flaky.lastPart, 2);
        assertThat(flaky.opened.values().stream().filter(times -> times == 1)).hasSize(3);
    }

    @Test
    void aJobThatIsRedrivenAsksOnlyForTheChunksThatAreMissing() throws IOException {
        flaky.failures = 1_000;
        try (JobTester tester = tester()) {
            JobRecord job = tester.enqueue(DataAggregationJob.TYPE, mapReduce().build());
            tester.drain();
            assertThat(tester.find(job.id()).state()).isEqualTo(JobState.FAILED);
            assertThat(tester.find(job.id()).error().orElseThrow().toString())
                    .contains("1 of 4 chunks did not succeed");
            assertThat(Files.exists(folder.resolve("output.rows"))).isFalse();
            flaky.failures = 0;
            flaky.opened.clear();
            tester.jobs().redrive(JobFilter.id(job.id()), JobChange.NONE);
            tester.drain();
            assertThat(tester.find(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
        assertThat(flaky.opened.keySet()).containsExactlyInAnyOrder("", flaky.lastPart);
        assertThat(texts(output(folder))).hasSize(11);
    }

    @Test
    void badRowsOfChunksAreKeptInTheOrderOfTheSource() throws IOException {
        Path one = folder.resolve("one.csv");
        Path many = folder.resolve("many.csv");
        AggregationSpec.Builder spec =
                spec().measures(Measure.sum("1 / (price - 7)").as("odd"));
        AggregationResult expected = run(
                new DataAggregationJob(extensions()),
                spec.rejects(RejectSpec.to(one)).build());
        spec.strategy(Strategy.mapReduce(4, folder.resolve("chunks")));
        try (JobTester tester = tester()) {
            JobRecord job = tester.enqueue(
                    DataAggregationJob.TYPE, spec.rejects(RejectSpec.to(many)).build());
            tester.drain();
            assertThat(tester.find(job.id()).state()).isEqualTo(JobState.SUCCEEDED);
        }
        assertThat(expected.rowsRejected()).isEqualTo(13);
        assertThat(Files.readString(many)).isEqualTo(Files.readString(one));
        assertThat(filesLeft()).isZero();
    }
}

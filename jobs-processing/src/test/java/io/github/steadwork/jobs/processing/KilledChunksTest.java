package io.github.steadwork.jobs.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.deduplicate.DeduplicationSpec;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.transform.TransformSpec;
import io.github.steadwork.jobs.processing.transform.TransformStep;
import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.DataFormat;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.DividedDataFormat;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.retry.RetryPolicy;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run by MAP_REDUCE that dies at anything that it does with a file, in a chunk or while chunks are put together, goes on with what is
 * missing and ends with the same bytes.
 */
class KilledChunksTest {

    private static final int ROWS = 14;
    private static final int CHUNKS = 3;

    @TempDir
    Path folder;

    private final Mortality mortality = new Mortality();

    /** Counts steps, and dies at one of them, before or after it is done. */
    private static final class Mortality {

        private final Map<String, Integer> begun = new ConcurrentSkipListMap<>();
        private long left = Long.MAX_VALUE;
        private boolean died;

        synchronized void step() throws IOException {
            if (--left == 0) {
                died = true;
                throw new IOException("killed");
            }
        }

        synchronized void arm(long steps) {
            left = steps;
            died = false;
            begun.clear();
        }
    }

    /** A format whose every step may be the last one. */
    private record Mortal(String name, Mortality mortality) implements WritableDataFormat, DividedDataFormat {

        private static DataFormats real() {
            return DataFormats.standard();
        }

        @Override
        public List<Dataset> divide(Dataset dataset, int parts) throws IOException {
            mortality.step();
            return real().divide(dataset, parts);
        }

        @Override
        public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
            mortality.step();
            mortality.begun.merge(dataset.options().getOrDefault("part", "whole"), 1, Integer::sum);
            return new MortalReader(real().open(dataset, badRows), mortality);
        }

        @Override
        public RowWriter create(Dataset dataset, Schema schema) throws IOException {
            mortality.step();
            return new MortalWriter(real().create(dataset, schema), mortality);
        }
    }

    private record MortalReader(RowReader reader, Mortality mortality) implements RowReader {

        @Override
        public @Nullable Row read() throws IOException {
            mortality.step();
            return reader.read();
        }

        @Override
        public String source() {
            return reader.source();
        }

        @Override
        public Schema schema() {
            return reader.schema();
        }

        @Override
        public Unit unit() {
            return reader.unit();
        }

        @Override
        public long done() {
            return reader.done();
        }

        @Override
        public OptionalLong total() {
            return reader.total();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private record MortalWriter(RowWriter writer, Mortality mortality) implements RowWriter {

        @Override
        public Schema schema() {
            return writer.schema();
        }

        @Override
        public void write(Row row) throws IOException {
            mortality.step();
            writer.write(row);
        }

        @Override
        public long rows() {
            return writer.rows();
        }

        @Override
        public long bytes() {
            return writer.bytes();
        }

        @Override
        public void commit() throws IOException {
            mortality.step();
            writer.commit();
            mortality.step();
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    private Extensions extensions() {
        DataFormat csv = new Mortal("csv", mortality);
        return Extensions.none().with(csv).with(new Mortal("rows", mortality));
    }

    private Dataset input() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        for (int i = 0; i < ROWS; i++) {
            text.append(i % 23).append(",\"name\n").append(i % 5).append("\"\n");
        }
        Path file = folder.resolve("input.csv");
        Files.writeString(file, text.append("too few\n"));
        return Dataset.csv(file)
                .with(Schema.of(Column.of("id", ColumnType.LONG), Column.of("name", ColumnType.STRING)));
    }

    private TransformSpec transform(Dataset input, Path output, Strategy strategy) {
        return TransformSpec.builder()
                .input(input)
                .output(Dataset.csv(output))
                .step(TransformStep.derive("odd", "10 / (id - 7)"))
                .rejects(RejectSpec.to(output.resolveSibling("rejects.csv")))
                .strategy(strategy)
                .build();
    }

    @Test
    void killedAnywhereItEndsTheSame() throws IOException {
        Dataset input = input();
        Path expected = Files.createDirectories(folder.resolve("expected")).resolve("output.csv");
        new DataTransformJob().run(transform(input, expected, Strategy.SEQUENTIAL), RetryPolicy.NONE);
        int steps = 0;
        do {
            mortality.arm(++steps);
            Path results = Files.createDirectories(folder.resolve("run" + steps));
            Path output = results.resolve("output.csv");
            run(transform(input, output, Strategy.mapReduce(CHUNKS, results.resolve("chunks"))));
            assertThat(output).as("killed at step %d", steps).hasSameBinaryContentAs(expected);
            assertThat(results.resolve("rejects.csv")).hasSameBinaryContentAs(expected.resolveSibling("rejects.csv"));
            assertThat(results.resolve("chunks")).isEmptyDirectory();
            assertChunksAreNotRepeated();
        } while (mortality.died);
        assertThat(steps).isGreaterThan(4 * ROWS);
    }

    /** Of the chunks of the input, only the one that died is read twice. */
    private void assertChunksAreNotRepeated() {
        mortality.begun.remove("whole");
        assertThat(mortality.begun).hasSize(CHUNKS);
        assertThat(mortality.begun.values().stream().mapToInt(i -> i).sum()).isBetween(CHUNKS, CHUNKS + 1);
    }

    private void run(TransformSpec spec) {
        ManualClock clock = new ManualClock();
        try (JobTester tester = JobTester.on(new InMemoryJobQueue(clock), clock)
                .register(new DataTransformJob(extensions()))
                .manual()) {
            JobId id = tester.enqueue(DataTransformJob.TYPE, spec).id();
            tester.drain();
            assertThat(tester.find(id).state())
                    .as("%s", tester.find(id).error())
                    .isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void threadsThatDieLeaveNothingBehind() throws IOException {
        Dataset input = input();
        Path output = folder.resolve("unique.csv");
        DeduplicationSpec spec = DeduplicationSpec.builder()
                .input(input)
                .output(Dataset.csv(output))
                .keys("id")
                .rejects(RejectSpec.SKIP)
                .strategy(Strategy.parallelChunks(3).withChunkBytes(100))
                .build();
        for (int step = 1; step < ROWS; step++) {
            mortality.arm(step);
            String failure = Tables.failure(new DataDeduplicationJob(extensions()), spec);
            assertThat(failure).contains("killed");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(Path::getFileName).map(Objects::toString)).containsExactly("input.csv");
            }
        }
        mortality.arm(Long.MAX_VALUE);
        assertThat(Tables.run(new DataDeduplicationJob(extensions()), spec).rowsWritten())
                .isEqualTo(14);
    }
}

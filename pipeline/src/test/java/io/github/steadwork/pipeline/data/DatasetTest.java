package io.github.steadwork.pipeline.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Progress;
import io.github.steadwork.pipeline.Json;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    private static final Schema SCHEMA = Schema.of(
            Column.required("id", ColumnType.LONG),
            Column.of("day", ColumnType.DATE),
            Column.of("bytes", ColumnType.BYTES));

    private final PayloadCodec codec = new JacksonPayloadCodec();

    @TempDir
    Path folder;

    private Dataset again(Dataset dataset) {
        return Json.read(Json.write(dataset), Dataset.class);
    }

    private static List<Row> read(Dataset dataset, BadRows badRows) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset, badRows)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void aDatasetSurvivesThePayloadCodec() {
        Dataset csv = Dataset.csv(Path.of("a", "b.csv")).with("delimiter", ";").with(SCHEMA);

        assertThat(again(csv)).isEqualTo(csv);
        assertThat(again(Dataset.rows(Path.of("x.rows")))).isEqualTo(Dataset.rows(Path.of("x.rows")));
        assertThat(again(Dataset.previous(2))).isEqualTo(Dataset.previous(2));
    }

    @Test
    void theShortestJsonIsEnough() throws Exception {
        assertThat(Json.read("{\"format\": \"csv\", \"location\": \"a.csv\"}", Dataset.class))
                .isEqualTo(Dataset.csv(Path.of("a.csv")));
        assertThatThrownBy(() -> Dataset.read(null, "a.csv", null, null, null))
                .hasMessageContaining("a dataset has no format");
    }

    @Test
    void rowsCanTravelWithinTheDataset() throws Exception {
        List<Row> rows = List.of(
                Row.of(SCHEMA, 1L, LocalDate.of(2026, 1, 31), new byte[] {1, 2}), Row.of(SCHEMA, 2L, null, null));

        List<Row> read = read(again(Dataset.list(SCHEMA, rows)), BadRows.FAIL);

        assertThat(read).isEqualTo(rows);
        assertThat(read).extracting(Row::position).containsExactly(1L, 2L);
    }

    @Test
    void wrongInlineRowsAreRejected() throws Exception {
        List<RejectedRow> rejected = new ArrayList<>();
        Dataset dataset = new Dataset(
                "inline",
                "",
                Map.of(),
                Optional.of(SCHEMA),
                List.of(
                        Arrays.asList("1", null, null),
                        Arrays.asList("x", null, null),
                        Arrays.asList(null, null, null),
                        List.of("2")));

        assertThat(read(dataset, rejected::add)).hasSize(1);
        assertThat(rejected).extracting(RejectedRow::rule).containsExactly("type", "required", "ragged");
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(2L, 3L, 4L);
        assertThatThrownBy(() -> read(Dataset.of("inline", ""), BadRows.FAIL)).hasMessageContaining("has no schema");
    }

    @Test
    void listsDoNotTravelInline() {
        Schema lists = Schema.of(Column.of("l", ColumnType.LIST));
        List<Row> rows = List.of(Row.of(lists, List.of(1L)));

        assertThatThrownBy(() -> Dataset.list(lists, rows)).hasMessageContaining("write a 'rows' file instead");
    }

    @Test
    void anUnknownFormatIsRefusedWithTheNearestOne() {
        assertThatThrownBy(() -> read(Dataset.of("csw", "x"), BadRows.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no data format 'csw'; did you mean 'csv'?");
        assertThatThrownBy(() -> DataFormats.standard().create(Dataset.of("inline", ""), SCHEMA))
                .hasMessageContaining("can only be read");
        assertThat(DataFormats.standard().names()).contains("csv", "rows", "inline");
    }

    @Test
    void aFormatOfOnesOwnCanBeAdded() throws Exception {
        DataFormats formats = DataFormats.standard().with(new DataFormat() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
                return DataFormats.standard().open(Dataset.list(SCHEMA, List.of()), badRows);
            }
        });

        try (RowReader reader = formats.open(Dataset.of("mine", "x"))) {
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void aLocationMustBeAPath() {
        assertThat(Dataset.csv(Path.of("a", "b.csv")).name()).isEqualTo("b.csv");
        assertThat(Dataset.previous().name()).isEqualTo("previous");
        assertThatThrownBy(() -> Dataset.of("csv", " ").path()).hasMessageContaining("has no location");
        assertThatThrownBy(() -> Dataset.of("csv", "a\0b").path()).hasMessageContaining("is not a path");
        assertThatThrownBy(() -> Dataset.of(" ", "x")).hasMessageContaining("allowed is a name as csv");
    }

    /** What another job gave back: only the property "output" matters. */
    private record IngestResult(long rows, Dataset output) {}

    private record ReportResult(String page) {}

    /** A context of a job that waited for jobs with these results; as in the engine, results pass the codec. */
    private JobContext after(Object... results) {
        return (JobContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {JobContext.class}, (proxy, method, arguments) -> {
                    Class<?> type = (Class<?>) arguments[0];
                    return Arrays.stream(results)
                            .map(result -> codec.decode(codec.encode(result, 1), type))
                            .toList();
                });
    }

    @Test
    void theDatasetOfThePreviousJobIsItsOutput() {
        Dataset first = Dataset.rows(Path.of("first.rows"));
        Dataset second = Dataset.rows(Path.of("second.rows"));

        assertThat(first.resolve(after())).isSameAs(first);
        assertThat(Dataset.previous().resolve(after(new ReportResult("x"), new IngestResult(3, first))))
                .isEqualTo(first);
        assertThat(Dataset.previous(1).resolve(after(new IngestResult(3, first), new IngestResult(4, second))))
                .isEqualTo(second);
    }

    @Test
    void aPreviousJobThatIsMissingOrAmbiguousIsAnError() {
        Dataset data = Dataset.rows(Path.of("x.rows"));
        JobContext two = after(new IngestResult(1, data), new IngestResult(2, data));

        assertThatThrownBy(() -> Dataset.previous().resolve(two)).hasMessageContaining("say which, as previous(0)");
        assertThatThrownBy(() -> Dataset.previous(2).resolve(two)).hasMessageContaining("but 2 such jobs gave one");
        assertThatThrownBy(() -> Dataset.previous().resolve(after()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("wait for the job, or name the data instead");
        assertThatThrownBy(() -> Dataset.of("previous", "x").resolve(two)).hasMessageContaining("a number from 0");
        assertThatThrownBy(() -> Dataset.previous(-1)).hasMessageContaining("index is -1");
        assertThatThrownBy(() -> read(Dataset.previous(), BadRows.FAIL)).hasMessageContaining("call resolve(context)");
    }

    @Test
    void aJobReadsWritesAndReportsItsProgress() throws Exception {
        Path file = folder.resolve("in.csv");
        Files.writeString(file, "id\n" + "7\n".repeat(2_500));
        Dataset output = Dataset.rows(folder.resolve("out.rows"));
        List<Progress> seen = new ArrayList<>();
        BaseJob<Dataset, Long> copy = BaseJob.of(JobType.of("copy", Dataset.class, Long.class), (input, context) -> {
            try (RowReader reader = DataFormats.standard().open(input);
                    RowWriter writer = DataFormats.standard().create(output, reader.schema())) {
                ReadProgress pulse = ReadProgress.of(context, reader, "copying " + input.name());
                for (Row row = reader.read(); row != null; row = reader.read()) {
                    writer.write(row);
                    pulse.row();
                }
                pulse.end();
                seen.add(context.progress().snapshot());
                writer.commit();
                return pulse.rows();
            }
        });

        assertThat(copy.run(Dataset.csv(file))).isEqualTo(2_500);
        assertThat(read(output, BadRows.FAIL)).hasSize(2_500);
        assertThat(seen.get(0).operation()).isEqualTo("copying in.csv");
        assertThat(seen.get(0).percent()).hasValue(100.0);
        assertThat(seen.get(0).done()).isEqualTo(Files.size(file));
    }

    @Test
    void aJobThatIsCancelledStopsWithinAThousandRows() {
        List<Row> rows = new ArrayList<>();
        for (long i = 0; i < 5_000; i++) {
            rows.add(Row.of(SCHEMA, i, null, null));
        }
        List<Long> done = new ArrayList<>();
        BaseJob<Dataset, Void> endless = BaseJob.of(JobType.of("endless", Dataset.class), (input, context) -> {
            try (RowReader reader = DataFormats.standard().open(input)) {
                ReadProgress pulse = ReadProgress.of(context, reader, "reading");
                for (Row row = reader.read(); row != null; row = reader.read()) {
                    if (reader.done() == 1_500) {
                        Thread.currentThread().interrupt();
                    }
                    done.add(reader.done());
                    pulse.row();
                }
            }
            return null;
        });

        assertThatThrownBy(() -> endless.run(Dataset.list(SCHEMA, rows))).isInstanceOf(JobFailedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasSize(2_000);
    }
}

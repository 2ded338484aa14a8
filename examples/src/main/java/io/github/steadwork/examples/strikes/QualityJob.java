package io.github.steadwork.examples.strikes;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.processing.deduplicate.DataDeduplicationJob;
import io.github.steadwork.jobs.processing.transform.DataTransformJob;
import io.github.steadwork.jobs.processing.validate.DataValidationJob;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job of our own within the chain: makes two tables of what the steps before it gave back and set aside. */
final class QualityJob extends BaseJob<QualityJob.Quality, QualityJob.QualityResult> {

    static final JobType<Quality, QualityResult> TYPE = JobType.of("quality", Quality.class, QualityResult.class);

    private static final List<String> KEPT = List.of("line", "field", "rule", "value", "message");

    private static final Schema REJECTED = Schema.of(
            KEPT.stream().map(name -> Column.of(name, ColumnType.STRING)).toList());

    private static final Schema STEPS = Schema.of(
            Column.required("step", ColumnType.STRING),
            Column.required("rows_in", ColumnType.LONG),
            Column.required("set_aside", ColumnType.LONG),
            Column.required("rows_out", ColumnType.LONG),
            Column.required("milliseconds", ColumnType.LONG));

    /**
     * What to make.
     *
     * @param rejects the file of rejected rows, which exists only if there are some
     * @param rejected where they go as a table
     * @param output where the table of steps goes
     */
    record Quality(Dataset rejects, Dataset rejected, Dataset output) {}

    /**
     * What was made.
     *
     * @param rejected the table of rejected rows
     * @param output the table of steps
     */
    record QualityResult(Dataset rejected, Dataset output) {}

    QualityJob() {
        super(TYPE);
    }

    @Override
    protected QualityResult execute(Quality quality, JobContext context) throws Exception {
        writeSteps(quality.output(), context);
        writeRejected(quality);
        return new QualityResult(quality.rejected(), quality.output());
    }

    private static void writeSteps(Dataset output, JobContext context) throws IOException {
        try (RowWriter steps = DataFormats.standard().create(output, STEPS)) {
            for (var it : context.outputs(FileIngestionJob.TYPE)) {
                steps.write(step(
                        "read the file",
                        it.rowsRead(),
                        it.rowsWritten(),
                        it.duration().toMillis()));
            }
            for (var it : context.outputs(DataValidationJob.TYPE)) {
                steps.write(step(
                        "validate",
                        it.rowsRead(),
                        it.rowsWritten(),
                        it.duration().toMillis()));
            }
            for (var it : context.outputs(DataTransformJob.TYPE)) {
                steps.write(step(
                        "transform",
                        it.rowsRead(),
                        it.rowsWritten(),
                        it.duration().toMillis()));
            }
            for (var it : context.outputs(DataDeduplicationJob.TYPE)) {
                steps.write(step(
                        "drop repeats",
                        it.rowsRead(),
                        it.rowsWritten(),
                        it.duration().toMillis()));
            }
            steps.commit();
        }
    }

    private static Row step(String name, long in, long out, long millis) {
        return Row.of(STEPS, name, in, in - out, out, millis);
    }

    private static void writeRejected(Quality quality) throws IOException {
        try (RowWriter rejected = DataFormats.standard().create(quality.rejected(), REJECTED)) {
            if (Files.exists(quality.rejects().path())) {
                copy(quality.rejects().with("types", "text"), rejected);
            }
            rejected.commit();
        }
    }

    private static void copy(Dataset rejects, RowWriter rejected) throws IOException {
        try (RowReader reader = DataFormats.standard().open(rejects)) {
            int[] columns = reader.schema().indexes(KEPT);
            for (Row row = reader.read(); row != null; row = reader.read()) {
                @Nullable Object[] values = new @Nullable Object[columns.length];
                for (int i = 0; i < columns.length; i++) {
                    values[i] = row.get(columns[i]);
                }
                rejected.write(Row.wrap(REJECTED, values, row.position()));
            }
        }
    }
}

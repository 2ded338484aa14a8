package io.github.steadwork.examples.strikes;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;

/**
 * Writes the rows of a file several times, for size. A column tells which copy a row belongs to, so that the copies are not
 * taken for repeats.
 */
final class RepeatFileJob extends BaseJob<RepeatFileJob.Repeat, RepeatFileJob.Repeated> {

    static final JobType<Repeat, Repeated> TYPE = JobType.of("repeat-file", Repeat.class, Repeated.class);

    static final Column COPY = Column.required("Copy", ColumnType.LONG);

    /**
     * What to write.
     *
     * @param input the rows
     * @param output where they go
     * @param times how often
     */
    record Repeat(Dataset input, Dataset output, int times) {}

    /**
     * What was written.
     *
     * @param rows how many rows
     * @param output where they are
     */
    record Repeated(long rows, Dataset output) {}

    RepeatFileJob() {
        super(TYPE);
    }

    @Override
    protected Repeated execute(Repeat repeat, JobContext context) throws Exception {
        context.progress().operation("repeating " + repeat.input().name()).total(repeat.times());
        try (RowWriter writer = DataFormats.standard().create(repeat.output(), schema(repeat.input()))) {
            for (long copy = 1; copy <= repeat.times(); copy++) {
                context.checkCancelled();
                copyOnce(repeat.input(), writer, copy);
                context.progress().advance();
            }
            writer.commit();
            return new Repeated(writer.rows(), repeat.output());
        }
    }

    private static Schema schema(Dataset input) throws IOException {
        try (RowReader reader = DataFormats.standard().open(input)) {
            return reader.schema().with(COPY);
        }
    }

    private static void copyOnce(Dataset input, RowWriter writer, long copy) throws IOException {
        try (RowReader reader = DataFormats.standard().open(input)) {
            int width = reader.schema().size();
            for (Row row = reader.read(); row != null; row = reader.read()) {
                Object[] values = new Object[width + 1];
                for (int i = 0; i < width; i++) {
                    values[i] = row.get(i);
                }
                values[width] = copy;
                writer.write(Row.wrap(writer.schema(), values, row.position()));
            }
        }
    }
}

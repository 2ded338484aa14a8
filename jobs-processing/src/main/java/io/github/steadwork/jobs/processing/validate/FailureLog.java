package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All failures of all rows, in a CSV file, if the rows are to be kept. The file is also there when the job fails, for it
 * says why. It is made with the first failure. For one thread.
 */
final class FailureLog implements AutoCloseable {

    private static final Schema SCHEMA = Schema.of(
            Column.of("source", ColumnType.STRING),
            Column.of("line", ColumnType.LONG),
            Column.of("field", ColumnType.STRING),
            Column.of("rule", ColumnType.STRING),
            Column.of("severity", ColumnType.STRING),
            Column.of("value", ColumnType.STRING),
            Column.of("message", ColumnType.STRING),
            Column.of("row", ColumnType.STRING));

    private final @Nullable Path file;
    private @Nullable RowWriter writer;

    private FailureLog(@Nullable Path file) {
        this.file = file;
    }

    static FailureLog of(RejectSpec rejects) {
        boolean kept = rejects.policy().action() == RejectPolicy.Action.REJECT;
        return new FailureLog(kept ? Path.of(rejects.file()) : null);
    }

    /** A row that could not be read. */
    void add(RejectedRow row) {
        write(row, Severity.ERROR);
    }

    void add(Row row, String source, List<RulePlan.Failure> failures) {
        if (file == null) {
            return;
        }
        String content = row.toString();
        for (RulePlan.Failure failure : failures) {
            String value = Casts.text(failure.value());
            RulePlan.Counted rule = failure.rule();
            write(
                    new RejectedRow(source, row.position(), rule.field, rule.rule, value, failure.message(), content),
                    rule.severity);
        }
    }

    /** What is wrong with all rows together. */
    void add(String source, RulePlan.Failure failure) {
        RulePlan.Counted rule = failure.rule();
        write(new RejectedRow(source, 0, rule.field, rule.rule, null, failure.message(), ""), rule.severity);
    }

    private void write(RejectedRow row, Severity severity) {
        if (file == null) {
            return;
        }
        Long line = row.line() > 0 ? row.line() : null;
        String level = severity.name().toLowerCase(Locale.ROOT);
        @Nullable
        Object[] values = {row.source(), line, row.field(), row.rule(), level, row.value(), row.message(), row.content()
        };
        try {
            if (writer == null) {
                writer = DataFormats.standard().create(Dataset.csv(file), SCHEMA);
            }
            writer.write(Row.wrap(SCHEMA, values, Row.NOWHERE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the rejected rows to " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            try (RowWriter open = writer) {
                open.commit();
            }
        }
    }
}

package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.RowPartitions;
import io.github.steadwork.pipeline.spill.SpillFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Bad rows of one part, which wait on disk until those of the parts before it have been told. For one thread. */
final class HeldRejects implements BadRows, AutoCloseable {

    private static final Schema SCHEMA = Schema.of(
            Column.required("unreadable", ColumnType.BOOLEAN),
            Column.required("source", ColumnType.STRING),
            Column.required("line", ColumnType.LONG),
            Column.required("field", ColumnType.STRING),
            Column.required("rule", ColumnType.STRING),
            Column.of("value", ColumnType.STRING),
            Column.required("message", ColumnType.STRING),
            Column.required("row", ColumnType.STRING));

    private final RejectPolicy policy;
    private final AtomicLong count;
    private final RowPartitions rows;

    /** @param count of the bad rows of all parts, so that all of them stop when there are too many */
    HeldRejects(RejectPolicy policy, AtomicLong count, SpillFolder folder) {
        this.policy = policy;
        this.count = count;
        this.rows = new RowPartitions(SCHEMA, 1, folder);
    }

    /** A row for which the work had no value. */
    @Override
    public void reject(RejectedRow row) {
        hold(row, false);
    }

    /** A row that could not be read. */
    void unreadable(RejectedRow row) {
        hold(row, true);
    }

    private void hold(RejectedRow row, boolean unreadable) {
        @Nullable
        Object[] values = {
            unreadable, row.source(), row.line(), row.field(), row.rule(), row.value(), row.message(), row.content()
        };
        try {
            rows.add(Row.wrap(SCHEMA, values, Row.NOWHERE), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put a rejected row aside", e);
        }
        boolean tooMany = count.incrementAndGet() > policy.maxRows();
        if (tooMany || policy.action() == RejectPolicy.Action.FAIL) {
            throw new DataException(row.describe());
        }
    }

    /** Tells of all that was held, in its order. */
    void replay(BadRows unreadable, BadRows rejected) throws IOException {
        if (rows.rows(0) == 0) {
            return;
        }
        try (RowReader reader = rows.partition(0)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                BadRows told = Boolean.TRUE.equals(row.get(0)) ? unreadable : rejected;
                String value = (String) row.get(5);
                told.reject(new RejectedRow(
                        text(row, 1),
                        (Long) some(row, 2),
                        text(row, 3),
                        text(row, 4),
                        value,
                        text(row, 6),
                        text(row, 7)));
            }
        }
    }

    private static String text(Row row, int index) {
        return (String) some(row, index);
    }

    private static Object some(Row row, int index) {
        return Objects.requireNonNull(row.get(index));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

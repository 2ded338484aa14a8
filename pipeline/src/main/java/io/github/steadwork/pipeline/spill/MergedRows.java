package io.github.steadwork.pipeline.spill;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sorted runs, read as one. Of equal rows the one of the earlier run comes first. */
final class MergedRows implements RowReader {

    /** Rows in order. */
    interface Run extends AutoCloseable {

        @Nullable
        Row next() throws IOException;

        @Override
        void close() throws IOException;
    }

    /** A run in memory. */
    static final class ListRun implements Run {

        private final Iterator<Row> rows;

        ListRun(List<Row> rows) {
            this.rows = rows.iterator();
        }

        @Override
        public @Nullable Row next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** A run on disk. */
    static final class FileRun implements Run {

        private final RowReader reader;

        FileRun(RowReader reader) {
            this.reader = reader;
        }

        @Override
        public @Nullable Row next() throws IOException {
            return reader.read();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    /** The first row of a run that has not been read. */
    private record Head(Row row, int number, Run run) {}

    private final Schema schema;
    private final long total;
    private final List<? extends Run> runs;
    private final PriorityQueue<Head> heads;
    private boolean started;
    private long done;

    MergedRows(Schema schema, long total, List<? extends Run> runs, RowOrder order) {
        this.schema = schema;
        this.total = total;
        this.runs = runs;
        this.heads = new PriorityQueue<>((a, b) -> {
            int byRow = order.compare(a.row(), b.row());
            return byRow != 0 ? byRow : Integer.compare(a.number(), b.number());
        });
    }

    @Override
    public @Nullable Row read() throws IOException {
        if (!started) {
            started = true;
            for (int i = 0; i < runs.size(); i++) {
                push(i, runs.get(i));
            }
        }
        Head least = heads.poll();
        if (least == null) {
            return null;
        }
        push(least.number(), least.run());
        done++;
        return least.row();
    }

    private void push(int number, Run run) throws IOException {
        Row row = run.next();
        if (row != null) {
            heads.add(new Head(row, number, run));
        }
    }

    @Override
    public String source() {
        return "sorted rows";
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Unit unit() {
        return Unit.ROWS;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(total);
    }

    @Override
    public void close() throws IOException {
        for (Run run : runs) {
            run.close();
        }
    }
}

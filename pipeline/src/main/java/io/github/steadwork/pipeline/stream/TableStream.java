package io.github.steadwork.pipeline.stream;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.pipeline.jdbc.SinkNote;
import io.github.steadwork.pipeline.jdbc.SinkState;
import io.github.steadwork.pipeline.jdbc.TableSink;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a source without end into a table, chunk by chunk. With each chunk the sink stores where the source is and what the
 * operator keeps, in one transaction with the rows; so whoever goes on after a crash begins exactly there, and each row counts
 * once. Immutable.
 *
 * <pre>{@code
 * TableSink sink = TableSink.open(connections, target, source.schema(), "orders");
 * TableStream.of(source).chunks(1_000, Duration.ofSeconds(1)).run(sink, context);
 * }</pre>
 */
public final class TableStream {

    private static final int STANDARD_ROWS = 1_000;
    private static final Duration STANDARD_AGE = Duration.ofSeconds(1);

    private final RowSource source;
    private final RowOperator operator;
    private final int rows;
    private final Duration age;

    private TableStream(RowSource source, RowOperator operator, int rows, Duration age) {
        this.source = source;
        this.operator = operator;
        this.rows = rows;
        this.age = age;
    }

    /** A stream of the rows of a source, as they are. */
    public static TableStream of(RowSource source) {
        return new TableStream(source, RowOperator.NONE, STANDARD_ROWS, STANDARD_AGE);
    }

    /** The same through an operator, which belongs to one run. */
    public TableStream through(RowOperator through) {
        return new TableStream(source, through, rows, age);
    }

    /**
     * The same with other chunks.
     *
     * @param most how many rows are read for one at most, 1 or more; 1,000 unless said
     * @param longest how long a row waits for others, longer than nothing; a second unless said
     */
    public TableStream chunks(int most, Duration longest) {
        if (most < 1 || longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("a chunk has " + most + " rows and waits for " + longest
                    + ", allowed is 1 row and more than nothing");
        }
        return new TableStream(source, operator, most, longest);
    }

    /**
     * Goes on where the sink says, until the source ends or somebody wants the job to end. The run of the sink is the
     * stream's name: the same for every job that goes on with it.
     *
     * @param sink of the operator's rows, which publishes each chunk
     * @return what the sink has recorded when the source has ended
     * @throws io.github.steadwork.job.JobInterruptedException if the attempt is to end; what is not stored is read again
     * @throws io.github.steadwork.retry.TransientException if another job goes on with the same stream
     */
    public SinkState run(TableSink sink, JobContext context) throws IOException, SQLException, InterruptedException {
        if (!sink.isPublishedPerChunk()) {
            throw new IllegalArgumentException(
                    "a stream has no end at which to publish; let the target publish PER_CHUNK");
        }
        Snapshot from = Snapshot.read(sink.state().position());
        if (sink.state().chunk() > 0) {
            operator.restore(from.state());
        }
        context.progress().operation("streaming");
        try (RowSource.Reader reader = source.open(from.position())) {
            while (!reader.isEnded()) {
                chunk(reader, sink, context);
            }
        }
        return sink.state();
    }

    /** Reads as many rows as are there, and stores what became of them. */
    private void chunk(RowSource.Reader reader, TableSink sink, JobContext context)
            throws IOException, SQLException, InterruptedException {
        List<Row> out = new ArrayList<>();
        Duration end = context.ran().plus(age);
        int read = 0;
        while (read < rows) {
            context.checkCancelled();
            Duration left = end.minus(context.ran());
            Row row = left.isNegative() ? null : reader.poll(left);
            if (row == null) {
                break;
            }
            read++;
            operator.take(row, out::add);
        }
        if (read > 0) {
            Snapshot snapshot = new Snapshot(reader.position(), operator.state());
            sink.write(out, new SinkNote(snapshot.text(), read, 0));
            context.progress().advance(read);
        }
    }

    /** Where the source is and what the operator keeps, in one text. */
    private record Snapshot(String position, String state) {

        private static final char END = ':';

        String text() {
            return position.length() + String.valueOf(END) + position + state;
        }

        static Snapshot read(String text) {
            if (text.isEmpty()) {
                return new Snapshot("", "");
            }
            try {
                int end = text.indexOf(END);
                int behind = end + 1 + Integer.parseInt(text.substring(0, end));
                return new Snapshot(text.substring(end + 1, behind), text.substring(behind));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new DataException(
                        "the sink has recorded '" + text + "', which no stream has written; name another run", e);
            }
        }
    }
}

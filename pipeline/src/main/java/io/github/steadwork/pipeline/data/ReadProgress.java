package io.github.steadwork.pipeline.data;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.ProgressMeter;

/**
 * The pulse of a loop over rows: every thousand rows it reports how far the reader is, and ends the job if somebody
 * wants it to end. Its units are those of the reader, rows or bytes. For one thread.
 *
 * <pre>{@code
 * ReadProgress pulse = ReadProgress.of(context, reader, "reading " + reader.source());
 * for (Row row = reader.read(); row != null; row = reader.read()) {
 *     ...
 *     pulse.row();
 * }
 * pulse.end();
 * }</pre>
 */
public final class ReadProgress {

    private static final int BATCH = 1_000;

    private final JobContext context;
    private final RowReader reader;
    private final ProgressMeter meter;
    private final boolean isSource;
    private long rows;
    private long reported;
    private long rowsReported;
    private int untilBeat = BATCH;

    private ReadProgress(JobContext context, RowReader reader, ProgressMeter meter, boolean isSource) {
        this.context = context;
        this.reader = reader;
        this.meter = meter;
        this.isSource = isSource;
    }

    /** Begins a phase of the job's progress: the operation in words, and the reader's total if it is known. */
    public static ReadProgress of(JobContext context, RowReader reader, String operation) {
        return of(context, reader, operation, true);
    }

    /** As {@link #of}, for rows that the job has put aside itself: they do not count as read from a source. */
    public static ReadProgress again(JobContext context, RowReader reader, String operation) {
        return of(context, reader, operation, false);
    }

    private static ReadProgress of(JobContext context, RowReader reader, String operation, boolean isSource) {
        ProgressMeter meter = context.progress().restart(operation);
        reader.total().ifPresent(meter::total);
        return new ReadProgress(context, reader, meter, isSource);
    }

    /**
     * Says that a row is done.
     *
     * @throws io.github.steadwork.job.JobInterruptedException now and then, if the attempt is to end
     */
    public void row() {
        rows++;
        if (--untilBeat == 0) {
            untilBeat = BATCH;
            report();
            context.checkCancelled();
        }
    }

    /** Says that all rows are done. */
    public void end() {
        report();
    }

    /** How many rows are done. */
    public long rows() {
        return rows;
    }

    private void report() {
        long done = reader.done();
        meter.advance(done - reported);
        if (isSource) {
            boolean areBytes = reader.unit() == RowReader.Unit.BYTES;
            context.data().read(rows - rowsReported, areBytes ? done - reported : 0);
        }
        reported = done;
        rowsReported = rows;
    }
}

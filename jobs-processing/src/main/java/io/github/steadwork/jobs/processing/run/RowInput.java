package io.github.steadwork.jobs.processing.run;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.jobs.processing.RejectSpec;
import io.github.steadwork.pipeline.chunk.ChunkJobs;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.chunk.ChunkSink;
import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.ReadProgress;
import io.github.steadwork.pipeline.data.RejectPolicy;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.Rejects;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.spill.SpillFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The rows that a job reads, and those among them that it cannot use. For one thread. */
public final class RowInput implements AutoCloseable {

    private static final int ROWS_BETWEEN_CHECKS = 1_000;

    private final JobContext context;
    private final Dataset dataset;
    private final Rejects rejects;
    private final BadRows onUnreadable;
    private final DataFormats formats;
    private final RejectPolicy policy;
    private final RowReader reader;
    private long unreadable;
    private long rows;

    private RowInput(
            JobContext context, DataFormats formats, Dataset dataset, RejectSpec rejects, Rejects opened, BadRows told)
            throws IOException {
        this.context = context;
        this.dataset = dataset;
        this.formats = formats;
        this.policy = rejects.policy();
        this.rejects = opened;
        this.onUnreadable = told;
        this.reader = formats.open(dataset, this::rejectUnreadable);
    }

    /** Opens a dataset, which may be the one of the previous job. */
    public static RowInput open(JobContext context, DataFormats formats, Dataset input, RejectSpec rejects)
            throws IOException {
        return open(context, formats, input, rejects, row -> {});
    }

    /** As the other one, and tells of each row that cannot be read. */
    public static RowInput open(
            JobContext context, DataFormats formats, Dataset input, RejectSpec rejects, BadRows onUnreadable)
            throws IOException {
        Rejects opened = rejects.open();
        try {
            return new RowInput(context, formats, input.resolve(context), rejects, opened, onUnreadable);
        } catch (IOException | RuntimeException e) {
            try (opened) {
                throw e;
            }
        }
    }

    private void rejectUnreadable(RejectedRow row) {
        unreadable++;
        onUnreadable.reject(row);
        rejects.reject(row);
    }

    /** Does this with every row, in their order. */
    @FunctionalInterface
    public interface RowAction {
        /** Takes one row. */
        void take(Row row) throws IOException;
    }

    /**
     * Reads to the end, with progress and cancellation, and within the limits for bad rows.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if too many rows are bad
     */
    public void forEach(String operation, RowAction action) throws IOException {
        ReadProgress pulse = ReadProgress.of(context, reader, operation + " " + dataset.name());
        int untilCheck = ROWS_BETWEEN_CHECKS;
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows++;
            action.take(row);
            pulse.row();
            if (--untilCheck == 0) {
                untilCheck = ROWS_BETWEEN_CHECKS;
                rejects.check(rowsRead());
            }
        }
        pulse.end();
        rejects.checkAtEnd(rowsRead());
    }

    /** The kind of note that tells of a row which the work of a chunk could not use. */
    public static final int REJECTED = 1;

    /** Takes what becomes of rows, in the order of the source. */
    @FunctionalInterface
    public interface Outcome {
        /** Takes a row. */
        void row(Row row) throws IOException;

        /** Takes note of what the work says about a row, in a kind of its own. */
        default void note(int kind, RejectedRow note) throws IOException {
            throw new IllegalStateException("nobody knows notes of kind " + kind);
        }

        /** Takes what the work has counted in one chunk. */
        default void counts(List<String> counts) throws IOException {}
    }

    /**
     * Goes through the input by a strategy, with progress and cancellation, and within the limits for bad rows.
     *
     * @param memory how many bytes the whole run may take, of which what is read ahead takes its share; 0 for a quarter of the heap
     * @param request makes the jobs of MAP_REDUCE
     * @throws io.github.steadwork.pipeline.row.DataException if too many rows are bad
     */
    public void inChunks(
            String operation,
            Strategy strategy,
            long memory,
            ChunkPlan plan,
            ChunkJobs.Request request,
            Outcome outcome)
            throws IOException, InterruptedException {
        new ChunkRun(context, formats, dataset, strategy)
                .run(operation + " " + dataset.name(), reader, memory, plan, request, new Judged(outcome));
        rejects.checkAtEnd(rowsRead());
    }

    /** Deletes what the jobs of chunks have left; to be called when the result has been written. */
    public void deleteChunks(Strategy strategy) throws IOException {
        new ChunkRun(context, formats, dataset, strategy).deleteFiles();
    }

    /** Sorts out what is about bad rows. */
    private final class Judged implements ChunkSink {

        private final Outcome outcome;

        Judged(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public void row(Row row) throws IOException {
            outcome.row(row);
        }

        @Override
        public void note(int kind, RejectedRow note) throws IOException {
            switch (kind) {
                case UNREADABLE -> rejectUnreadable(note);
                case REJECTED -> rejects.reject(note);
                default -> outcome.note(kind, note);
            }
        }

        @Override
        public void read(long more) {
            rows += more;
            rejects.check(rowsRead());
        }

        @Override
        public void counts(List<String> counts) throws IOException {
            outcome.counts(counts);
        }
    }

    /** Parts of the input, at most so many, in the order of its rows. */
    public List<Dataset> divide(int most) throws IOException {
        return formats.divide(dataset, most);
    }

    /** Makes what is done with the rows of one part. */
    @FunctionalInterface
    public interface PartAction {
        /** For the part of this number, from 0; the rows that it cannot use it tells to these. */
        RowAction begin(int part, BadRows badRows) throws IOException;
    }

    /**
     * Reads parts of the input to the end, several at a time, each by one thread, with progress and cancellation, and within
     * the limits for bad rows. Those are told in the order of the source, when all has been read.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if too many rows are bad
     */
    public void forEachPart(String operation, List<Dataset> parts, SpillFolder folder, PartAction action)
            throws IOException, InterruptedException {
        reader.total().ifPresent(context.progress().restart(operation + " " + dataset.name())::total);
        PartCrew crew = new PartCrew(context);
        AtomicLong bad = new AtomicLong();
        List<PartReading> readings = new ArrayList<>();
        try {
            for (Dataset part : parts) {
                int number = readings.size();
                HeldRejects held = new HeldRejects(policy, bad, folder);
                readings.add(new PartReading(
                        formats, part, action.begin(number, held), held, units -> crew.goesOn(number, units)));
            }
            run(crew, readings);
            rejects.checkAtEnd(rowsRead());
        } finally {
            for (PartReading reading : readings) {
                reading.rejects().close();
            }
        }
    }

    /** Also when a part has failed, bad rows are told first: they say why, or are told in vain. */
    private void run(PartCrew crew, List<PartReading> readings) throws IOException, InterruptedException {
        try {
            crew.run(readings);
        } finally {
            for (PartReading reading : readings) {
                rows += reading.rows();
                context.data().read(reading.rows(), reading.bytes());
                reading.rejects().replay(this::rejectUnreadable, rejects);
            }
        }
    }

    /** Reads once more what has been put aside on disk, with progress and cancellation. */
    public void again(String operation, RowReader spilled, RowAction action) throws IOException {
        ReadProgress pulse = ReadProgress.again(context, spilled, operation);
        for (Row row = spilled.read(); row != null; row = spilled.read()) {
            action.take(row);
            pulse.row();
        }
        pulse.end();
    }

    /**
     * Compares the number of bad rows with the limits once more.
     *
     * @throws io.github.steadwork.pipeline.row.DataException if too many rows are bad
     */
    public void checkRejects() {
        rejects.checkAtEnd(rowsRead());
    }

    /** Publishes what was made of the rows, and says how much that is. */
    public void publish(RowWriter writer) throws IOException {
        writer.commit();
        context.data().written(writer.rows(), writer.bytes());
    }

    /** Counts rows that were read otherwise. */
    public void count(long rowsElsewhere) {
        rows += rowsElsewhere;
    }

    /** How many rows could not be read. */
    public long rowsUnreadable() {
        return unreadable;
    }

    /** The columns of all rows. */
    public Schema schema() {
        return reader.schema();
    }

    /** The name of the place that positions refer to. */
    public String source() {
        return reader.source();
    }

    /** Where to tell of a row that cannot be used. */
    public BadRows badRows() {
        return rejects;
    }

    /** How many rows have been looked at, good and bad. */
    public long rowsRead() {
        return rows + unreadable;
    }

    /** How many of them were bad. */
    public long rowsRejected() {
        return rejects.count();
    }

    /** How long this attempt has been running. */
    public Duration elapsed() {
        return context.progress().snapshot().elapsed();
    }

    @Override
    public void close() throws IOException {
        try (rejects) {
            reader.close();
        }
    }
}

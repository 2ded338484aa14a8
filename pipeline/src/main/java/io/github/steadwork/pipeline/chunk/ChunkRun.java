package io.github.steadwork.pipeline.chunk;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.ProgressMeter;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Goes through an input by a strategy. There is one plan: {@link ChunkWork} looks at rows one by one, wherever that is done,
 * and {@link ChunkSink} takes what that gives, always on this thread and in the order of the source. So strategies differ in
 * who works, and never in what comes out. For one thread.
 */
public final class ChunkRun {

    /** What rows take in memory, for each byte of their source, at most about. */
    private static final long HEAP_PER_BYTE = 16;

    /** Chunks that are read ahead take one of so many shares of a run's memory. */
    public static final int SHARE_OF_MEMORY = 4;

    private static final int SHARE_OF_HEAP = 4;
    private static final long LEAST_BYTES = 1 << 14;
    private static final long MOST_BYTES = 1 << 21;
    private static final int MOST_THREADS_PER_PROCESSOR = 4;

    private final JobContext context;
    private final DataFormats formats;
    private final Dataset input;
    private final Strategy strategy;

    /** A run of this job over an input, which has been resolved. */
    public ChunkRun(JobContext context, DataFormats formats, Dataset input, Strategy strategy) {
        this.context = context;
        this.formats = formats;
        this.input = input;
        this.strategy = strategy;
    }

    /**
     * Goes through the input to its end, with progress and cancellation.
     *
     * @param operation in words
     * @param reader of the whole input, from its beginning
     * @param memory how many bytes the whole run may take, of which what is read ahead takes its share; 0 for a quarter of the heap
     * @param request makes the jobs of MAP_REDUCE
     */
    public void run(
            String operation, RowReader reader, long memory, ChunkPlan plan, ChunkJobs.Request request, ChunkSink sink)
            throws IOException, InterruptedException {
        switch (strategy.kind()) {
            case SEQUENTIAL, CHUNK -> read(operation, reader, plan, sink);
            case PARALLEL_CHUNKS -> sideBySide(operation, reader, memory, plan, sink);
            case MAP_REDUCE -> merge(operation, plan, request, sink);
        }
    }

    private void read(String operation, RowReader reader, ChunkPlan plan, ChunkSink sink) throws IOException {
        ProgressMeter meter = begin(context, operation, reader);
        ChunkReading.run(reader, plan.work().get(), sink, (rows, units) -> {
            tell(reader, meter, rows, units);
            context.checkCancelled();
        });
    }

    private void tell(RowReader reader, ProgressMeter meter, long rows, long units) {
        meter.advance(units);
        context.data().read(rows, reader.unit() == RowReader.Unit.BYTES ? units : 0);
    }

    private static ProgressMeter begin(JobContext context, String operation, RowReader reader) {
        ProgressMeter meter = context.progress().restart(operation);
        reader.total().ifPresent(meter::total);
        return meter;
    }

    private void sideBySide(String operation, RowReader reader, long memory, ChunkPlan plan, ChunkSink sink)
            throws IOException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        int threads = Math.min(strategy.parts(), processors * MOST_THREADS_PER_PROCESSOR);
        int ahead = 2 * threads;
        long all = memory == 0 ? Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP : memory;
        long bytes = all / SHARE_OF_MEMORY / (ahead + 1);
        List<Dataset> parts = formats.divideByBytes(input, chunkBytes(bytes));
        if (parts.size() == 1) {
            read(operation, reader, plan, sink);
            return;
        }
        ProgressMeter meter = begin(context, operation, reader);
        ChunkThreads.Limits limits = new ChunkThreads.Limits(threads, ahead, bytes);
        try (ChunkThreads chunks =
                new ChunkThreads(context.type(), parts, limits, (part, events) -> work(part, events, plan, meter))) {
            for (ChunkEvents events = chunks.next(); events != null; events = chunks.next()) {
                context.checkCancelled();
                events.replay(sink);
            }
        }
    }

    private long chunkBytes(long heap) {
        return strategy.chunkBytes() > 0
                ? strategy.chunkBytes()
                : Math.max(LEAST_BYTES, Math.min(MOST_BYTES, heap / HEAP_PER_BYTE));
    }

    private void work(Dataset part, ChunkEvents events, ChunkPlan plan, ProgressMeter meter) {
        try (RowReader reader = ChunkReading.open(formats, part, () -> events)) {
            ChunkReading.run(reader, plan.work().get(), events, (rows, units) -> {
                tell(reader, meter, rows, units);
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("the chunk is of no use any more");
                }
            });
        } catch (Throwable e) { // thrown where the chunk is replayed
            events.end(e);
            return;
        }
        events.end(null);
    }

    private void merge(String operation, ChunkPlan plan, ChunkJobs.Request request, ChunkSink sink) throws IOException {
        List<Dataset> files = new ChunkJobs(context, strategy).files(formats, input, request);
        ProgressMeter meter =
                context.progress().restart(operation + ", merging chunks").total(files.size());
        for (Dataset file : files) {
            try (RowReader reader = formats.open(file)) {
                context.checkCancelled();
                ChunkFile.replay(reader, plan.schema(), sink);
            }
            meter.advance();
        }
    }

    /** Deletes what the jobs of chunks have left; to be called when the result has been written. */
    public void deleteFiles() throws IOException {
        if (strategy.kind() == Strategy.Kind.MAP_REDUCE) {
            new ChunkJobs(context, strategy).deleteFiles();
        }
    }

    /**
     * Does the job of a chunk: what it gives, bad rows as well, goes to the file for whoever asked for it.
     *
     * @return what it has left
     */
    public ChunkResult writeChunk(String operation, ChunkPlan.Planner planner) throws IOException {
        Dataset file = Dataset.rows(Path.of(strategy.folder()));
        AtomicReference<@Nullable ChunkSink> sink = new AtomicReference<>();
        try (RowReader reader = ChunkReading.open(formats, input, () -> Objects.requireNonNull(sink.get()))) {
            ChunkPlan plan = planner.plan(reader.schema(), reader.source());
            try (RowWriter writer = formats.create(file, ChunkFile.schema(plan.schema()))) {
                ChunkFile to = new ChunkFile(writer);
                sink.set(to); // nothing is read before
                read(operation, reader, plan, to);
                writer.commit();
                context.data().written(writer.rows(), writer.bytes());
                return new ChunkResult(
                        file,
                        to.rowsRead(),
                        writer.rows(),
                        writer.bytes(),
                        context.progress().snapshot().elapsed());
            }
        }
    }
}

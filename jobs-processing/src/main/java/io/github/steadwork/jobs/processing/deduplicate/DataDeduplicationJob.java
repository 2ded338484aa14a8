package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkResult;
import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.Strategy;
import java.io.IOException;
import java.util.Optional;

/**
 * Leaves out rows that repeat another one, exactly and not by likeness. The kept rows stay in the order of the source.
 * Memory is bounded: the keys that do not fit are compared on disk.
 */
public final class DataDeduplicationJob extends BaseJob<DeduplicationSpec, DeduplicationResult> {

    /** The kind of this job. */
    public static final JobType<DeduplicationSpec, DeduplicationResult> TYPE =
            JobType.of("deduplicate", DeduplicationSpec.class, DeduplicationResult.class);

    private final Extensions extensions;

    /** The job, with the standard formats. */
    public DataDeduplicationJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataDeduplicationJob(Extensions extensions) {
        super(TYPE);
        this.extensions = extensions;
    }

    @Override
    protected DeduplicationResult execute(DeduplicationSpec spec, JobContext context)
            throws IOException, InterruptedException {
        if (spec.strategy().kind() == Strategy.Kind.CHUNK) {
            ChunkRun run = new ChunkRun(context, extensions.formats(), spec.input(), spec.strategy());
            return chunk(run.writeChunk("reading", (schema, source) -> ChunkPlan.reading(schema)));
        }
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), spec.strategy(), context);
                KeptRows rows = KeptRows.open(extensions.formats(), spec, input)) {
            KeyColumns keys = KeyColumns.of(input.schema(), spec.keys());
            Pass pass = new Pass(spec, input);
            switch (spec.keep()) {
                case FIRST -> KeepFirst.run(pass, keys, place, rows);
                case LAST -> KeepLast.run(pass, keys, place, rows);
                case BEST -> KeepBest.run(pass, keys, spec.best(), place, rows);
            }
            DeduplicationResult result = rows.commit(spec, input);
            input.deleteChunks(spec.strategy());
            return result;
        }
    }

    private static DeduplicationResult chunk(ChunkResult chunk) {
        return new DeduplicationResult(
                chunk.rowsRead(), chunk.rows(), 0, 0, chunk.bytes(), chunk.elapsed(), chunk.file(), Optional.empty());
    }
}

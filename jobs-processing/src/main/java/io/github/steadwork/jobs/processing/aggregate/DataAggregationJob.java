package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkResult;
import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import java.io.IOException;

/**
 * Groups rows and computes one row for each group. The number of groups is not bounded by memory: what does not fit is
 * written to disk and merged. Apart from first, last and join, no result depends on the order of the rows.
 */
public final class DataAggregationJob extends BaseJob<AggregationSpec, AggregationResult> {

    /** The kind of this job. */
    public static final JobType<AggregationSpec, AggregationResult> TYPE =
            JobType.of("aggregate", AggregationSpec.class, AggregationResult.class);

    private final Extensions extensions;

    /** The job, with the standard formats. */
    public DataAggregationJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataAggregationJob(Extensions extensions) {
        super(TYPE);
        this.extensions = extensions;
    }

    @Override
    protected AggregationResult execute(AggregationSpec spec, JobContext context)
            throws IOException, InterruptedException {
        if (spec.strategy().kind() == Strategy.Kind.CHUNK) {
            return chunk(spec, context);
        }
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), context)) {
            GroupPlan plan = GroupPlan.of(spec, input.schema());
            try (GroupRows rows = new GroupRows(spec, plan, place);
                    RowWriter writer =
                            Outputs.create(extensions.formats(), spec.output(), plan.schema(), input.source())) {
                group(spec, plan, input, place, rows);
                context.progress().operation("ordering the groups");
                rows.writeTo(writer);
                input.publish(writer);
                input.deleteChunks(spec.strategy());
                return result(spec, input, rows.groups(), writer);
            }
        }
    }

    /** What is kept of the groups of a chunk, for the job that asked for it. */
    private AggregationResult chunk(AggregationSpec spec, JobContext context) throws IOException {
        try (SpillPlace place = SpillPlace.of(spec.memory(), context);
                GroupedChunk work = new GroupedChunk(spec, place)) {
            ChunkResult chunk = new ChunkRun(context, extensions.formats(), spec.input(), spec.strategy())
                    .writeChunk("aggregating", work);
            return new AggregationResult(
                    chunk.rowsRead(), 0, 0, chunk.rows(), chunk.bytes(), chunk.elapsed(), chunk.file());
        }
    }

    private static void group(AggregationSpec spec, GroupPlan plan, RowInput input, SpillPlace place, GroupRows rows)
            throws IOException, InterruptedException {
        if (spec.strategy().kind() == Strategy.Kind.PARALLEL_CHUNKS) {
            GroupedParts.group(input.divide(spec.strategy().parts()), plan, input, place, rows::take);
        } else {
            try (Grouping grouping = new Grouping(plan, place)) {
                if (spec.strategy().kind() == Strategy.Kind.MAP_REDUCE) {
                    merge(spec, plan, input, grouping);
                } else {
                    input.forEach("aggregating", new GroupFeed(plan, grouping, input.source(), input.badRows())::take);
                }
                grouping.finish(rows::take);
            }
        }
        if (plan.keys().isEmpty() && rows.groups() == 0) {
            rows.take(new byte[0], plan.newStates());
        }
    }

    /** Merges what the jobs of the chunks have kept, in the order of the source, as later values to earlier ones. */
    private static void merge(AggregationSpec spec, GroupPlan plan, RowInput input, Grouping merged)
            throws IOException, InterruptedException {
        StateCodec codec = new StateCodec(plan);
        KeyCodec key = new KeyCodec();
        input.inChunks(
                "aggregating",
                spec.strategy(),
                spec.memory(),
                ChunkPlan.reading(codec.schema()),
                (part, file) -> JobRequest.of(TYPE, spec.ofChunk(part, file)),
                row -> merged.merge(key.encode(codec.key(row)), codec.states(row)));
    }

    private static AggregationResult result(AggregationSpec spec, RowInput input, long groups, RowWriter writer) {
        return new AggregationResult(
                input.rowsRead(),
                input.rowsRejected(),
                groups,
                writer.rows(),
                writer.bytes(),
                input.elapsed(),
                spec.output());
    }
}

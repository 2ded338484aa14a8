package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.jobs.processing.run.RunMemory;
import io.github.steadwork.pipeline.chunk.ChunkJobs;
import io.github.steadwork.pipeline.chunk.ChunkPlan;
import io.github.steadwork.pipeline.chunk.ChunkResult;
import io.github.steadwork.pipeline.chunk.ChunkRun;
import io.github.steadwork.pipeline.chunk.ChunkSink;
import io.github.steadwork.pipeline.chunk.ChunkWork;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.Strategy;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Changes rows, step by step, one at a time: memory does not grow with their number. Their order stays. */
public final class DataTransformJob extends BaseJob<TransformSpec, TransformResult> {

    /** The kind of this job. */
    public static final JobType<TransformSpec, TransformResult> TYPE =
            JobType.of("transform", TransformSpec.class, TransformResult.class);

    private final Extensions extensions;

    /** The job, with the standard formats. */
    public DataTransformJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataTransformJob(Extensions extensions) {
        super(TYPE);
        this.extensions = extensions;
    }

    @Override
    protected TransformResult execute(TransformSpec spec, JobContext context) throws IOException, InterruptedException {
        ChunkPlan.Planner planner = (schema, source) -> plan(spec, context, schema, source);
        if (spec.strategy().kind() == Strategy.Kind.CHUNK) {
            return chunk(new ChunkRun(context, extensions.formats(), spec.input(), spec.strategy())
                    .writeChunk("transforming", planner));
        }
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects())) {
            ChunkPlan plan = planner.plan(input.schema(), input.source());
            try (RowWriter writer =
                    Outputs.create(extensions.formats(), spec.output(), plan.schema(), input.source())) {
                Written written = new Written(writer);
                ChunkJobs.Request request = (part, file) -> JobRequest.of(TYPE, spec.ofChunk(part, file));
                input.inChunks("transforming", spec.strategy(), RunMemory.STANDARD, plan, request, written);
                input.publish(writer);
                input.deleteChunks(spec.strategy());
                return result(spec, input, writer, written.filtered);
            }
        }
    }

    private ChunkPlan plan(TransformSpec spec, JobContext context, Schema input, String source) {
        RowPlan plan = RowPlan.of(input, spec.steps(), extensions, dataset -> dataset.resolve(context));
        return new ChunkPlan(plan.schema(), () -> new Changed(plan, source));
    }

    /** What becomes of the rows of a chunk. For one thread. */
    private static final class Changed implements ChunkWork {

        private final RowPlan plan;
        private final String source;
        private final List<Row> rows = new ArrayList<>();
        private long filtered;

        Changed(RowPlan plan, String source) {
            this.plan = plan;
            this.source = source;
        }

        @Override
        public void take(Row row, ChunkSink to) throws IOException {
            boolean used = plan.apply(row, source, to.badRows(RowInput.REJECTED), rows);
            if (used && rows.isEmpty()) {
                filtered++;
            }
            for (Row changed : rows) {
                to.row(changed);
            }
            rows.clear();
        }

        @Override
        public List<String> counts() {
            return List.of(Long.toString(filtered));
        }
    }

    /** Where the rows go. For one thread. */
    private static final class Written implements RowInput.Outcome {

        private final RowWriter writer;
        private long filtered;

        Written(RowWriter writer) {
            this.writer = writer;
        }

        @Override
        public void row(Row row) throws IOException {
            writer.write(row);
        }

        @Override
        public void counts(List<String> counts) {
            filtered += Long.parseLong(counts.get(0));
        }
    }

    private static TransformResult chunk(ChunkResult chunk) {
        return new TransformResult(chunk.rowsRead(), chunk.rows(), 0, 0, chunk.bytes(), chunk.elapsed(), chunk.file());
    }

    private static TransformResult result(TransformSpec spec, RowInput input, RowWriter writer, long filtered) {
        return new TransformResult(
                input.rowsRead(),
                writer.rows(),
                filtered,
                input.rowsRejected(),
                writer.bytes(),
                input.elapsed(),
                spec.output());
    }
}

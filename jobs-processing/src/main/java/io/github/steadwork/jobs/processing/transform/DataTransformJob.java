package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;

/** Changes rows, step by step, one at a time: memory does not grow with their number. Their order stays. */
public final class DataTransformJob extends BaseJob<TransformSpec, TransformResult> {

    /** The kind of this job. */
    public static final JobType<TransformSpec, TransformResult> TYPE =
            JobType.of("transform", TransformSpec.class, TransformResult.class);

    /** The job, which holds nothing. */
    public DataTransformJob() {
        super(TYPE);
    }

    @Override
    protected TransformResult execute(TransformSpec spec, JobContext context) throws IOException {
        try (RowInput input = RowInput.open(context, spec.input(), spec.rejects())) {
            RowPlan plan = RowPlan.of(input.schema(), spec.steps());
            try (RowWriter writer = Outputs.create(spec.output(), plan.schema(), input.source())) {
                input.forEach("transforming", row -> {
                    Row changed = plan.apply(row, input.source(), input.badRows());
                    if (changed != null) {
                        writer.write(changed);
                    }
                });
                writer.commit();
                return result(spec, input, writer);
            }
        }
    }

    private static TransformResult result(TransformSpec spec, RowInput input, RowWriter writer) {
        return new TransformResult(
                input.rowsRead(),
                writer.rows(),
                input.rowsRead() - input.rowsRejected() - writer.rows(),
                input.rowsRejected(),
                writer.bytes(),
                input.elapsed(),
                spec.output());
    }
}

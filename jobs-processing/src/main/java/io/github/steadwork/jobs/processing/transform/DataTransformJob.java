package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
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
    protected TransformResult execute(TransformSpec spec, JobContext context) throws IOException {
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects())) {
            RowPlan plan = RowPlan.of(input.schema(), spec.steps(), extensions, dataset -> dataset.resolve(context));
            try (RowWriter writer =
                    Outputs.create(extensions.formats(), spec.output(), plan.schema(), input.source())) {
                Changed changed = new Changed(plan, input, writer);
                input.forEach("transforming", changed::take);
                writer.commit();
                return result(spec, input, writer, changed.filtered);
            }
        }
    }

    /** What becomes of the rows. For one thread. */
    private static final class Changed {

        private final RowPlan plan;
        private final RowInput input;
        private final RowWriter writer;
        private final List<Row> rows = new ArrayList<>();
        private long filtered;

        Changed(RowPlan plan, RowInput input, RowWriter writer) {
            this.plan = plan;
            this.input = input;
            this.writer = writer;
        }

        void take(Row row) throws IOException {
            boolean used = plan.apply(row, input.source(), input.badRows(), rows);
            if (used && rows.isEmpty()) {
                filtered++;
            }
            for (Row changed : rows) {
                writer.write(changed);
            }
            rows.clear();
        }
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

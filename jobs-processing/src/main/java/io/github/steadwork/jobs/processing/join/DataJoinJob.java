package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.Extensions;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.ReadProgress;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;

/**
 * Puts rows of two datasets together that are equal in some columns. The right rows are held in memory; where it does not
 * suffice, both sides go to disk, and the result is the same, also in its order.
 */
public final class DataJoinJob extends BaseJob<JoinSpec, JoinResult> {

    /** The kind of this job. */
    public static final JobType<JoinSpec, JoinResult> TYPE = JobType.of("join", JoinSpec.class, JoinResult.class);

    private final Extensions extensions;

    /** The job, with the standard formats. */
    public DataJoinJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataJoinJob(Extensions extensions) {
        super(TYPE);
        this.extensions = extensions;
    }

    @Override
    protected JoinResult execute(JoinSpec spec, JobContext context) throws IOException {
        Dataset right = spec.right().resolve(context);
        try (RowInput left = RowInput.open(context, extensions.formats(), spec.left(), spec.rejects());
                RowReader reader = extensions.formats().open(right, left.badRows());
                SpillPlace place = SpillPlace.of(spec.memory(), context)) {
            JoinPlan plan = JoinPlan.of(spec, left.schema(), reader.schema());
            try (RowWriter writer = Outputs.create(extensions.formats(), spec.output(), plan.output(), left.source());
                    JoinRows rows = new JoinRows(plan, writer, place);
                    RightRows rightRows = new RightRows(plan, rows, place)) {
                read(reader, ReadProgress.of(context, reader, "reading " + right.name()), rightRows);
                left.count(rightRows.count());
                rightRows.join(left);
                rows.finish();
                writer.commit();
                return result(spec, left, rightRows.count(), rows, writer);
            }
        }
    }

    private static void read(RowReader reader, ReadProgress pulse, RightRows rows) throws IOException {
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
            pulse.row();
        }
        pulse.end();
    }

    private static JoinResult result(JoinSpec spec, RowInput left, long rightRows, JoinRows rows, RowWriter writer) {
        return new JoinResult(
                left.rowsRead() - rightRows,
                rightRows,
                rows.leftAloneCount(),
                rows.rightAloneCount(),
                writer.rows(),
                left.rowsRejected(),
                writer.bytes(),
                left.elapsed(),
                spec.output());
    }
}

package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.Extensions;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import java.io.IOException;
import java.util.List;

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
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), context)) {
            GroupPlan plan = GroupPlan.of(spec, input.schema());
            try (GroupRows rows = new GroupRows(spec, plan, place);
                    RowWriter writer =
                            Outputs.create(extensions.formats(), spec.output(), plan.schema(), input.source())) {
                group(spec, plan, input, place, rows);
                context.progress().operation("ordering the groups");
                rows.writeTo(writer);
                writer.commit();
                return result(spec, input, rows, writer);
            }
        }
    }

    private static void group(AggregationSpec spec, GroupPlan plan, RowInput input, SpillPlace place, GroupRows rows)
            throws IOException, InterruptedException {
        List<Dataset> parts = input.divide(spec.strategy().parts());
        if (parts.size() > 1) {
            GroupedParts.group(parts, plan, input, place, rows::take);
        } else {
            try (Grouping grouping = new Grouping(plan, place)) {
                GroupFeed feed = new GroupFeed(plan, grouping, input.source(), input.badRows());
                input.forEach("aggregating", feed::take);
                grouping.finish(rows::take);
            }
        }
        if (plan.keys().isEmpty() && rows.groups() == 0) {
            rows.take(new byte[0], plan.newStates());
        }
    }

    private static AggregationResult result(AggregationSpec spec, RowInput input, GroupRows rows, RowWriter writer) {
        return new AggregationResult(
                input.rowsRead(),
                input.rowsRejected(),
                rows.groups(),
                writer.rows(),
                writer.bytes(),
                input.elapsed(),
                spec.output());
    }
}

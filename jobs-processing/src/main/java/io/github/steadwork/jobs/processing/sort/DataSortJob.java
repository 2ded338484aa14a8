package io.github.steadwork.jobs.processing.sort;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.Extensions;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.Outputs;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.ValueException;
import io.github.steadwork.pipeline.spill.MemoryBudget;
import io.github.steadwork.pipeline.spill.RowSorter;
import java.io.IOException;

/** Puts rows in order, any number of them: those that do not fit into memory are sorted on disk. */
public final class DataSortJob extends BaseJob<SortSpec, SortResult> {

    /** The kind of this job. */
    public static final JobType<SortSpec, SortResult> TYPE = JobType.of("sort", SortSpec.class, SortResult.class);

    private final Extensions extensions;

    /** The job, with the standard formats. */
    public DataSortJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataSortJob(Extensions extensions) {
        super(TYPE);
        this.extensions = extensions;
    }

    @Override
    protected SortResult execute(SortSpec spec, JobContext context) throws IOException {
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), context)) {
            SortPlan plan = SortPlan.of(spec, input.schema());
            MemoryBudget memory = place.memory().whole();
            try (RowWriter writer =
                            Outputs.create(extensions.formats(), spec.output(), input.schema(), input.source());
                    RowSorter sorter = new RowSorter(plan.schema(), plan.keys(), memory, place.folder())) {
                input.forEach("sorting", row -> add(row, plan, input, sorter));
                write(plan, sorter, spec.limit() == 0 ? Long.MAX_VALUE : spec.limit(), writer, place);
                writer.commit();
                return result(spec, input, writer);
            }
        }
    }

    private static void add(Row row, SortPlan plan, RowInput input, RowSorter sorter) throws IOException {
        Row extended;
        try {
            extended = plan.extend(row);
        } catch (ValueException e) {
            String message = String.valueOf(e.getMessage());
            input.badRows()
                    .reject(new RejectedRow(input.source(), row.position(), "", "by", null, message, row.toString()));
            return;
        }
        sorter.add(extended);
    }

    private static void write(SortPlan plan, RowSorter sorter, long limit, RowWriter writer, SpillPlace place)
            throws IOException {
        try (RowReader sorted = sorter.sorted()) {
            while (writer.rows() < limit) {
                Row row = sorted.read();
                if (row == null) {
                    return;
                }
                writer.write(plan.shorten(row));
                place.beat(writer.rows());
            }
        }
    }

    private static SortResult result(SortSpec spec, RowInput input, RowWriter writer) {
        return new SortResult(
                input.rowsRead(), writer.rows(), input.rowsRejected(), writer.bytes(), input.elapsed(), spec.output());
    }
}

package io.github.steadwork.jobs.processing.profile;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.Extensions;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at all rows once, and proposes how their columns should be declared and which rules they keep. What it proposes
 * holds for the very data that it has seen. Memory is bounded.
 */
public final class DataProfileJob extends BaseJob<ProfileSpec, ProfileResult> {

    /** The kind of this job. */
    public static final JobType<ProfileSpec, ProfileResult> TYPE =
            JobType.of("profile", ProfileSpec.class, ProfileResult.class);

    private final Extensions extensions;

    /** The job, with the standard formats. */
    public DataProfileJob() {
        this(Extensions.none());
    }

    /** The job, with what the application adds to the standard formats. */
    public DataProfileJob(Extensions extensions) {
        super(TYPE);
        this.extensions = extensions;
    }

    @Override
    protected ProfileResult execute(ProfileSpec spec, JobContext context) throws IOException {
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), context)) {
            List<ColumnObserver> observers = observers(input.schema(), place);
            try {
                input.forEach("profiling", row -> see(row, observers));
                return result(input, observers);
            } finally {
                for (ColumnObserver observer : observers) {
                    observer.close();
                }
            }
        }
    }

    private static List<ColumnObserver> observers(Schema schema, SpillPlace place) {
        List<ColumnObserver> observers = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            observers.add(new ColumnObserver(schema.column(i), i, place.share(schema.size())));
        }
        return observers;
    }

    private static void see(Row row, List<ColumnObserver> observers) throws IOException {
        for (ColumnObserver observer : observers) {
            observer.see(row);
        }
    }

    private static ProfileResult result(RowInput input, List<ColumnObserver> observers) throws IOException {
        List<ColumnProfile> columns = new ArrayList<>();
        for (ColumnObserver observer : observers) {
            columns.add(observer.result());
        }
        long seen = input.rowsRead() - input.rowsRejected();
        return new ProfileResult(
                input.rowsRead(),
                input.rowsRejected(),
                columns,
                Proposal.schema(columns),
                Proposal.rules(columns, seen),
                input.elapsed());
    }
}

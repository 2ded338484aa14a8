package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import java.io.IOException;

/**
 * Leaves out rows that repeat another one, exactly and not by likeness. The kept rows stay in the order of the source.
 * Memory is bounded: the keys that do not fit are compared on disk.
 */
public final class DataDeduplicationJob extends BaseJob<DeduplicationSpec, DeduplicationResult> {

    /** The kind of this job. */
    public static final JobType<DeduplicationSpec, DeduplicationResult> TYPE =
            JobType.of("deduplicate", DeduplicationSpec.class, DeduplicationResult.class);

    /** The job, which holds nothing. */
    public DataDeduplicationJob() {
        super(TYPE);
    }

    @Override
    protected DeduplicationResult execute(DeduplicationSpec spec, JobContext context) throws IOException {
        try (RowInput input = RowInput.open(context, spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), context);
                KeptRows rows = KeptRows.open(spec, input)) {
            KeyColumns keys = KeyColumns.of(input.schema(), spec.keys());
            if (spec.keep() == Keep.FIRST) {
                KeepFirst.run(input, keys, place, rows);
            } else {
                KeepLast.run(input, keys, place, rows);
            }
            return rows.commit(spec, input);
        }
    }
}

package io.github.steadwork.jobs.processing.deduplicate;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.processing.key.SpillPlace;
import io.github.steadwork.jobs.processing.run.RowInput;
import io.github.steadwork.pipeline.data.Extensions;
import java.io.IOException;

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
    protected DeduplicationResult execute(DeduplicationSpec spec, JobContext context) throws IOException {
        try (RowInput input = RowInput.open(context, extensions.formats(), spec.input(), spec.rejects());
                SpillPlace place = SpillPlace.of(spec.memory(), context);
                KeptRows rows = KeptRows.open(extensions.formats(), spec, input)) {
            KeyColumns keys = KeyColumns.of(input.schema(), spec.keys());
            switch (spec.keep()) {
                case FIRST -> KeepFirst.run(input, keys, place, rows);
                case LAST -> KeepLast.run(input, keys, place, rows);
                case BEST -> KeepBest.run(input, keys, spec.best(), place, rows);
            }
            return rows.commit(spec, input);
        }
    }
}

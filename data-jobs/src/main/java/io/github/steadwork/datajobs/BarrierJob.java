package io.github.steadwork.datajobs;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.ParentPolicy;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Does nothing, after others have ended: a run waits for it where it cannot wait for jobs that exist already. */
final class BarrierJob extends BaseJob<BarrierJob.Nothing, Void> {

    static final JobType<Nothing, Void> TYPE = JobType.of("data-job-barrier", Nothing.class);

    BarrierJob() {
        super(TYPE);
    }

    /** It is told nothing. */
    record Nothing() {}

    static JobRequest<Nothing, Void> after(Collection<JobId> jobs) {
        return JobRequest.of(TYPE, new Nothing()).after(jobs).onParentFailure(ParentPolicy.RUN);
    }

    @Override
    protected @Nullable Void execute(Nothing nothing, JobContext context) {
        return null;
    }
}

package io.github.steadwork.datajobs;

import io.github.steadwork.datajobs.Notification.Occasion;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.StoredRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of the end of a run. It depends on the run, so it is not lost, and what fails in it is retried. */
final class NoticeJob extends BaseJob<NoticeJob.Ended, Void> {

    static final JobType<Ended, Void> TYPE = JobType.of("data-job-notice", Ended.class);

    private final DataJobs dataJobs;
    private final DataJobNotifier notifier;

    NoticeJob(DataJobs dataJobs, DataJobNotifier notifier) {
        super(TYPE);
        this.dataJobs = dataJobs;
        this.notifier = notifier;
    }

    /** The run. */
    record Ended(JobId run) {}

    static StoredRequest request(JobRecord run, RunPlan plan, JobContext context) {
        return WatchJob.companion(
                plan.notice(),
                TYPE,
                run,
                context.encode(new Ended(run.id())),
                StoredRequest.Due.NOW,
                List.of(run.id()));
    }

    @Override
    protected @Nullable Void execute(Ended ended, JobContext context) throws Exception {
        Optional<DataJobRun> found = dataJobs.run(ended.run());
        if (found.isPresent()) {
            DataJobRun run = found.get();
            Set<Occasion> occasions = occasions(run);
            occasions.retainAll(run.job().notification().on());
            if (!occasions.isEmpty()) {
                notifier.tell(run, occasions);
            }
        }
        return null;
    }

    private Set<Occasion> occasions(DataJobRun run) {
        return switch (run.status()) {
            case SUCCESS ->
                isRecovery(run) ? EnumSet.of(Occasion.SUCCESS, Occasion.RECOVERY) : EnumSet.of(Occasion.SUCCESS);
            case FAILED, TIMEOUT -> EnumSet.of(Occasion.FAILURE);
            case CANCELLED -> EnumSet.of(Occasion.CANCELLATION);
            case STARTED, RUNNING -> EnumSet.noneOf(Occasion.class); // begun again meanwhile, with a notice of its own
        };
    }

    private boolean isRecovery(DataJobRun run) {
        return dataJobs.runs(run.job().name(), Optional.of(run.id()), 1).stream()
                .anyMatch(before -> before.status().isFinal() && before.status() != RunStatus.SUCCESS);
    }
}

package io.github.steadwork.datajobs;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls off what a run still reads when its time is over, until the run has ended. */
final class WatchJob extends BaseJob<WatchJob.Watched, Void> {

    static final JobType<Watched, Void> TYPE = JobType.of("data-job-watch", Watched.class);

    /** Why a source was called off. */
    static final String WHY = "the run took longer than its timeout";

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final QueueBackend backend;

    WatchJob(QueueBackend backend) {
        super(TYPE);
        this.backend = backend;
    }

    /** The run. */
    record Watched(JobId run) {}

    static StoredRequest request(JobRecord run, RunPlan plan, Instant deadline, JobContext context) {
        return companion(
                plan.watch(),
                TYPE,
                run,
                context.encode(new Watched(run.id())),
                new StoredRequest.Due(Optional.of(deadline), Duration.ZERO),
                List.of());
    }

    /** A job beside a run, which follows its parents whatever becomes of them. */
    static StoredRequest companion(
            JobId id, JobType<?, ?> type, JobRecord run, Payload payload, StoredRequest.Due due, List<JobId> parents) {
        int retries = 10;
        return new StoredRequest(
                id,
                type.name(),
                run.request().queue(),
                run.request().priority(),
                payload,
                due,
                retries,
                Optional.empty(),
                Optional.empty(),
                parents,
                ParentPolicy.RUN,
                Set.of(),
                Map.of());
    }

    @Override
    protected @Nullable Void execute(Watched watched, JobContext context) {
        Optional<JobRecord> run = backend.inspector().find(watched.run());
        if (run.isEmpty() || run.get().state().isFinal()) {
            return null;
        }
        List<JobId> jobs = run.get().request().parents();
        if (!jobs.isEmpty()) {
            backend.cancel(JobFilter.ids(jobs).types(SourceJob.TYPE.name()), WHY, jobs.size());
        }
        throw context.snooze(LOOK_AGAIN); // one more may have been made at this very moment
    }
}

package io.github.steadwork.datajobs;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Limit;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of a data job. It does nothing itself: it waits for the jobs that read the sources, and says what has become of them. Between
 * two steps no worker is occupied, and each step follows from what is stored, so a run goes on wherever its worker has died.
 */
final class RunJob extends BaseJob<DataJob, DataJobResult> {

    static final JobType<DataJob, DataJobResult> TYPE = JobType.of("data-job", DataJob.class, DataJobResult.class);

    /** The header of a job that reads a source, with the name of the source. */
    static final String SOURCE_HEADER = "data-source";

    private final QueueBackend backend;
    private final SourceRuns sourceRuns;
    private final boolean notifies;

    RunJob(QueueBackend backend, SourceRuns sourceRuns, boolean notifies) {
        super(TYPE);
        this.backend = backend;
        this.sourceRuns = sourceRuns;
        this.notifies = notifies;
    }

    /** The tag of all jobs of a data job. */
    static String tag(String dataJob) {
        return "data-job:" + dataJob;
    }

    @Override
    protected DataJobResult execute(DataJob job, JobContext context) {
        JobRecord run = backend.inspector().find(context.id()).orElseThrow();
        RunPlan plan = plan(job, run, context);
        enqueueCompanions(job, run, plan, context);
        SourceRuns.Jobs jobs = sourceRuns.jobs(run);
        if (!jobs.open().isEmpty()) {
            throw context.waitFor(
                    List.of(BarrierJob.after(jobs.open()).queue(run.request().queue())));
        }
        boolean late = plan.isLate(backend.documents().now());
        List<DataJobSource> missing =
                job.sources().stream().filter(source -> !jobs.has(source)).toList();
        if (!missing.isEmpty() && !late) {
            List<DataJobSource> next = job.parallel() ? missing : missing.subList(0, 1);
            throw context.waitFor(
                    next.stream().map(source -> request(job, source, run)).toList());
        }
        return end(plan, DataJobResult.of(plan.startedAt(), sourceRuns.ended(job, jobs, late)), context);
    }

    /** The plan of this run. One that had ended is begun again: what has not succeeded is queued again, with its checkpoint. */
    private RunPlan plan(DataJob job, JobRecord run, JobContext context) {
        Optional<RunPlan> saved = context.checkpoint(RunPlan.class);
        if (saved.isPresent() && saved.get().result().isEmpty()) {
            return saved.get();
        }
        List<JobId> jobs = run.request().parents();
        if (saved.isPresent() && !jobs.isEmpty()) {
            JobFilter unsuccessful =
                    JobFilter.ids(jobs).types(SourceJob.TYPE.name()).states(JobState.FAILED, JobState.CANCELLED);
            backend.redrive(unsuccessful, JobChange.NONE, jobs.size());
        }
        RunPlan plan = RunPlan.begin(job, backend.documents().now());
        context.saveCheckpoint(plan);
        return plan;
    }

    /** Who watches the time, and who tells of the end. Their ids are in the plan, so they are stored once. */
    private void enqueueCompanions(DataJob job, JobRecord run, RunPlan plan, JobContext context) {
        List<StoredRequest> companions = new ArrayList<>();
        plan.deadline().ifPresent(at -> companions.add(WatchJob.request(run, plan, at, context)));
        if (notifies && job.notification().isWanted()) {
            companions.add(NoticeJob.request(run, plan, context));
        }
        if (!companions.isEmpty()) {
            backend.enqueue(EnqueueBatch.of(companions).again());
        }
    }

    private static JobRequest<SourceTask, SourceResult> request(DataJob job, DataJobSource source, JobRecord run) {
        JobRequest<SourceTask, SourceResult> request = JobRequest.of(SourceJob.TYPE, new SourceTask(job.name(), source))
                .queue(run.request().queue())
                .priority(run.request().priority())
                .tags(tag(job.name()))
                .header(SOURCE_HEADER, source.name())
                // a source remembers how far it was read, so two runs never read it at the same time
                .limit(Limit.ofKey("data-source:" + job.name() + "/" + source.name(), 1));
        if (job.sourceTimeout().isPresent()) {
            request = request.timeout(job.sourceTimeout().get());
        }
        return job.maxRetries().isPresent()
                ? request.maxRetries(job.maxRetries().get())
                : request;
    }

    private DataJobResult end(RunPlan plan, DataJobResult result, JobContext context) {
        if (plan.deadline().isPresent()) {
            backend.cancel(JobFilter.id(plan.watch()), "its run has ended", 1);
        }
        if (result.status() == RunStatus.SUCCESS) {
            return result;
        }
        context.saveCheckpoint(plan.over(result));
        throw result.status() == RunStatus.CANCELLED
                ? context.cancel(result.troubles())
                : context.discard(result.troubles());
    }
}

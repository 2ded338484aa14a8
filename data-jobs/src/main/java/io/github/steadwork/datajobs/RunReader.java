package io.github.steadwork.datajobs;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.scheduler.firing.JobSchedule;
import io.github.steadwork.scheduler.firing.RunTrigger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Makes entries of the run log from what is stored of the jobs. What a run has come to it says itself, as long as it is kept. */
final class RunReader {

    private final PayloadCodec codec;
    private final SourceRuns sourceRuns;

    RunReader(PayloadCodec codec, SourceRuns sourceRuns) {
        this.codec = codec;
        this.sourceRuns = sourceRuns;
    }

    DataJobRun read(JobRecord run) {
        DataJob job = Objects.requireNonNull(codec.decode(run.request().payload(), DataJob.class), "payload");
        Optional<RunPlan> plan = Optional.ofNullable(codec.decode(run.checkpoint(), RunPlan.class));
        Optional<DataJobResult> result = result(run, plan);
        List<SourceRun> sources = result.map(DataJobResult::sources).orElseGet(() -> sources(run, job));
        Map<String, String> headers = run.request().headers();
        return new DataJobRun(
                run.id(),
                job,
                status(run, sources),
                RunTrigger.valueOf(headers.getOrDefault(JobSchedule.TRIGGER_HEADER, RunTrigger.MANUAL.name())),
                Optional.ofNullable(headers.get(JobRequest.ACTOR_HEADER)),
                Optional.ofNullable(headers.get(JobSchedule.FIRE_TIME_HEADER)).map(Instant::parse),
                run.createdAt(),
                result.map(DataJobResult::startedAt).or(() -> plan.map(RunPlan::startedAt)),
                run.finishedAt(),
                sources,
                run.state() == JobState.SUCCEEDED
                        ? ""
                        : run.error().map(ErrorInfo::message).orElse(""));
    }

    private Optional<DataJobResult> result(JobRecord run, Optional<RunPlan> plan) {
        return run.state() == JobState.SUCCEEDED
                ? Optional.ofNullable(codec.decode(run.result(), DataJobResult.class))
                : plan.filter(saved -> run.state().isFinal()).flatMap(RunPlan::result);
    }

    private List<SourceRun> sources(JobRecord run, DataJob job) {
        SourceRuns.Jobs jobs = sourceRuns.jobs(run);
        return run.state().isFinal() ? sourceRuns.ended(job, jobs, false) : sourceRuns.open(job, jobs);
    }

    private static RunStatus status(JobRecord run, List<SourceRun> sources) {
        List<RunStatus> statuses = sources.stream().map(SourceRun::status).toList();
        return switch (run.state()) {
            case SUCCEEDED -> RunStatus.SUCCESS;
            case CANCELLED -> RunStatus.CANCELLED;
            case FAILED -> RunStatus.worst(statuses) == RunStatus.TIMEOUT ? RunStatus.TIMEOUT : RunStatus.FAILED;
            case WAITING, QUEUED, RUNNING ->
                statuses.stream().allMatch(RunStatus.STARTED::equals) ? RunStatus.STARTED : RunStatus.RUNNING;
        };
    }
}

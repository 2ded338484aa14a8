package io.github.steadwork.datajobs;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads from the jobs that a run has waited for what has become of its sources. */
final class SourceRuns {

    private static final String TIMEOUT = "timeout";

    private final JobInspector inspector;
    private final PayloadCodec codec;

    SourceRuns(JobInspector inspector, PayloadCodec codec) {
        this.inspector = inspector;
        this.codec = codec;
    }

    /** The job of each source, by its name. */
    record Jobs(Map<String, JobRecord> bySource) {

        boolean has(DataJobSource source) {
            return bySource.containsKey(source.name());
        }

        List<JobId> open() {
            return bySource.values().stream()
                    .filter(job -> !job.state().isFinal())
                    .map(JobRecord::id)
                    .toList();
        }
    }

    /** The jobs of a run's sources. */
    Jobs jobs(JobRecord run) {
        Map<String, JobRecord> bySource = new HashMap<>();
        for (JobRecord job : inspector.findAll(run.request().parents())) {
            if (job.request().type().equals(SourceJob.TYPE.name())) {
                bySource.put(job.request().headers().getOrDefault(RunJob.SOURCE_HEADER, ""), job);
            }
        }
        return new Jobs(bySource);
    }

    /** Of a run that goes on. */
    List<SourceRun> open(DataJob job, Jobs jobs) {
        return each(job, jobs, RunStatus.STARTED, "");
    }

    /**
     * Of a run that has come to its end.
     *
     * @param late whether its time was over
     */
    List<SourceRun> ended(DataJob job, Jobs jobs, boolean late) {
        return late
                ? each(job, jobs, RunStatus.TIMEOUT, WatchJob.WHY)
                : each(job, jobs, RunStatus.CANCELLED, "it was not begun");
    }

    private List<SourceRun> each(DataJob job, Jobs jobs, RunStatus otherwise, String why) {
        return job.sources().stream()
                .map(DataJobSource::name)
                .map(name -> Optional.ofNullable(jobs.bySource.get(name))
                        .map(record -> of(name, record))
                        .orElseGet(() -> SourceRun.without(name, otherwise, why)))
                .toList();
    }

    private SourceRun of(String name, JobRecord job) {
        Optional<SourceResult> result = Optional.ofNullable(codec.decode(job.result(), SourceResult.class));
        return new SourceRun(
                name,
                status(job),
                Optional.of(job.id()),
                result.map(SourceResult::rows)
                        .orElseGet(() -> new RowCounts(job.progress().done(), 0, 0, 0, 0)),
                duration(job),
                result.map(SourceResult::memoryBytes),
                job.state() == JobState.SUCCEEDED
                        ? ""
                        : job.error().map(ErrorInfo::message).orElse(""),
                result.flatMap(SourceResult::result));
    }

    private static RunStatus status(JobRecord job) {
        return switch (job.state()) {
            case WAITING, QUEUED -> job.counters().attempt() == 0 ? RunStatus.STARTED : RunStatus.RUNNING;
            case RUNNING -> RunStatus.RUNNING;
            case SUCCEEDED -> RunStatus.SUCCESS;
            case FAILED ->
                hasEndedBy(job, error -> error.type().equals(TIMEOUT)) ? RunStatus.TIMEOUT : RunStatus.FAILED;
            case CANCELLED ->
                hasEndedBy(job, error -> error.message().equals(WatchJob.WHY))
                        ? RunStatus.TIMEOUT
                        : RunStatus.CANCELLED;
        };
    }

    private static boolean hasEndedBy(JobRecord job, Predicate<ErrorInfo> which) {
        return job.error().filter(which).isPresent();
    }

    private Optional<Duration> duration(JobRecord job) {
        List<AttemptRecord> attempts = job.state().isFinal() ? inspector.attempts(job.id()) : List.of();
        return attempts.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.between(
                        attempts.get(0).startedAt(),
                        attempts.get(attempts.size() - 1).endedAt()));
    }
}

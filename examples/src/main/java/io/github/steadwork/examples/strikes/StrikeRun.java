package io.github.steadwork.examples.strikes;

import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of the chain: its steps, as they are stored. All jobs of a run are enqueued together, and their headers say to which
 * run they belong, which step they are, and what the run was asked for. So a process that is started again after it was killed
 * finds the run that has not ended, and enqueues nothing twice.
 */
final class StrikeRun {

    private static final String RUN = "run";
    private static final String STEP = "step";
    private static final String ASKED = "asked";

    private final QueueManager jobs;
    private final Map<String, JobId> steps;

    private StrikeRun(QueueManager jobs, Map<String, JobId> steps) {
        this.jobs = jobs;
        this.steps = Map.copyOf(steps);
    }

    /** The newest run of this queue, if it was asked for the same and has not ended. */
    static Optional<StrikeRun> unfinished(QueueManager jobs, String queue, String asked) {
        List<JobRecord> newestFirst = jobs.list(JobFilter.ALL.queues(queue));
        return newestFirst.stream()
                .filter(job -> StrikePlan.REPORT.equals(header(job, STEP)))
                .findFirst()
                .filter(report -> !report.state().isFinal() && asked.equals(header(report, ASKED)))
                .map(report -> new StrikeRun(jobs, steps(newestFirst, header(report, RUN))));
    }

    private static Map<String, JobId> steps(List<JobRecord> stored, String run) {
        Map<String, JobId> steps = new LinkedHashMap<>();
        stored.stream()
                .filter(job -> run.equals(header(job, RUN)))
                .forEach(job -> steps.put(header(job, STEP), job.id()));
        return steps;
    }

    private static String header(JobRecord job, String name) {
        return job.request().headers().getOrDefault(name, "");
    }

    /** Begins a run: all of its steps are stored, or none. What is left of earlier runs is called off first. */
    static StrikeRun begin(QueueManager jobs, String queue, String asked, StrikePlan plan) {
        jobs.cancel(JobFilter.ALL.queues(queue), "another run begins");
        String run = JobId.create().toString();
        Map<String, JobId> steps = new LinkedHashMap<>();
        List<JobRequest<?, ?>> requests = new ArrayList<>();
        plan.steps().forEach((step, request) -> {
            steps.put(step, request.id());
            requests.add(request.header(RUN, run).header(STEP, step).header(ASKED, asked));
        });
        jobs.enqueueAll(requests);
        return new StrikeRun(jobs, steps);
    }

    /** How many steps there are. */
    int size() {
        return steps.size();
    }

    /** How many steps have succeeded. */
    long done() {
        return jobs.count(JobFilter.ids(steps.values()).states(JobState.SUCCEEDED));
    }

    /** A step, by the name that the plan gives it. */
    <R extends @Nullable Object> JobHandle<R> step(String name, JobType<?, R> type) {
        JobId id = steps.get(name);
        if (id == null) {
            throw new IllegalStateException("the run has no step '" + name + "'");
        }
        return jobs.handle(id, type);
    }

    /** What the first step that failed says; empty if none has. Steps that failed because they waited for it come after it. */
    Optional<JobFailedException> failure() {
        for (String step : StrikePlan.ORDER) {
            JobId id = steps.get(step);
            Optional<JobRecord> record = id == null ? Optional.empty() : jobs.find(id);
            if (record.map(job -> job.state() == JobState.FAILED || job.state() == JobState.CANCELLED)
                    .orElse(false)) {
                return record.map(StrikeRun::failure);
            }
        }
        return Optional.empty();
    }

    private static JobFailedException failure(JobRecord job) {
        String why = job.error().map(ErrorInfo::toString).orElse("no reason was given");
        return new JobFailedException(job.id(), job.state(), job.request().type() + ": " + why, null);
    }
}

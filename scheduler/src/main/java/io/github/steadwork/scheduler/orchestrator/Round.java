package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides how the pipelines move on, from what is stored and nothing else. Made for one look. */
final class Round {

    private static final String CRASHED = "crashed";

    private final Map<String, Pipeline> pipelines;
    private final int atOnce;
    private final Instant now;
    private final Map<JobId, JobRecord> jobs;
    private final Map<String, JobId> started = new TreeMap<>();
    private Board board;

    Round(Map<String, Pipeline> pipelines, int atOnce, Board board, Map<JobId, JobRecord> jobs, Instant now) {
        this.pipelines = pipelines;
        this.atOnce = atOnce;
        this.board = board;
        this.jobs = jobs;
        this.now = now;
    }

    /** Where they stand then. */
    Board play() {
        pipelines.keySet().forEach(this::enter);
        pipelines.values().forEach(this::follow);
        board.pipelines().keySet().forEach(this::followUndeclared);
        pipelines.values().forEach(this::makePending);
        while (board.running() < atOnce && startNext()) {
            // there may be more turns
        }
        return board;
    }

    /** Who has got the turn, with the job that is to be enqueued. */
    Map<String, JobId> started() {
        return started;
    }

    private void enter(String name) {
        if (!board.pipelines().containsKey(name)) {
            board = board.with(name, Entry.create(now));
        }
    }

    /** Looks what became of a run. */
    private void follow(Pipeline pipeline) {
        Entry entry = board.get(pipeline.name());
        entry.work().ifPresent(work -> {
            JobRecord job = jobs.get(work.job());
            Entry moved = job == null
                    ? entry.interrupted(now, pipeline.fastRecovery(), "its job is stored no more", Optional.empty())
                    : job.state().isFinal() ? ended(pipeline, entry, job) : watched(pipeline, entry, work, job);
            board = board.with(pipeline.name(), moved);
        });
    }

    /** One that this program does not know must not keep its place when its run is over. */
    private void followUndeclared(String name) {
        Entry entry = board.get(name);
        if (entry.work().isEmpty() || pipelines.containsKey(name)) {
            return;
        }
        JobRecord job = jobs.get(entry.work().get().job());
        if (job == null) {
            board = board.with(name, entry.failed(now, "its job is stored no more", entry.resumes()));
        } else if (job.state() == JobState.SUCCEEDED) {
            board = board.with(name, entry.succeeded(now));
        } else if (job.state().isFinal()) {
            board = board.with(name, entry.failed(now, message(job), checkpoint(entry, job)));
        }
    }

    private Entry ended(Pipeline pipeline, Entry entry, JobRecord job) {
        return switch (job.state()) {
            case SUCCEEDED -> entry.succeeded(now);
            case FAILED -> entry.failed(now, message(job), checkpoint(entry, job));
            case CANCELLED -> cancelled(pipeline, entry, job);
            case WAITING, QUEUED, RUNNING -> throw new IllegalStateException(job.state() + " is not final");
        };
    }

    /** The place is free only now that the job has ended, whoever wanted that. */
    private Entry cancelled(Pipeline pipeline, Entry entry, JobRecord job) {
        Entry.Ending ending = entry.work()
                .flatMap(Entry.Work::ending)
                .orElseGet(() -> new Entry.Ending(Entry.Reason.STOPPED, message(job)));
        if (ending.reason() == Entry.Reason.STOPPED && pipeline.onStop() == StopPolicy.ABORT) {
            return entry.aborted(now, ending.message());
        }
        return entry.interrupted(now, pipeline.fastRecovery(), ending.message(), checkpoint(entry, job));
    }

    private Entry watched(Pipeline pipeline, Entry entry, Entry.Work work, JobRecord job) {
        if (work.ending().isPresent()) {
            return entry;
        }
        if (job.state() == JobState.QUEUED
                && job.error().map(ErrorInfo::type).filter(CRASHED::equals).isPresent()) {
            return entry.ending(Entry.Reason.LOST, message(job));
        }
        if (work.startedAt().plus(pipeline.stuckAfter()).isBefore(now)) {
            return entry.ending(Entry.Reason.STUCK, "it has taken longer than " + pipeline.stuckAfter());
        }
        return entry;
    }

    private static String message(JobRecord job) {
        return job.error().map(ErrorInfo::toString).orElse("");
    }

    /** What the run has saved, or else what it had begun from. */
    private static Optional<JobId> checkpoint(Entry entry, JobRecord job) {
        return job.checkpoint().isNothing() ? entry.resumes() : Optional.of(job.id());
    }

    private void makePending(Pipeline pipeline) {
        Entry entry = board.get(pipeline.name());
        Entry moved = switch (entry.status()) {
            case NOT_STARTED -> entry.pending(now, now, "");
            case FINISHED -> entry.since().plus(pipeline.interval()).isAfter(now) ? entry : entry.pending(now, now, "");
            case FAILED -> retried(pipeline, entry);
            case PENDING, RUNNING, PAUSED -> entry;
        };
        board = board.with(pipeline.name(), moved);
    }

    /** In the next look, so that it can be seen that it has failed. */
    private Entry retried(Pipeline pipeline, Entry entry) {
        boolean justNow = !entry.since().isBefore(now);
        return justNow || entry.retries() >= pipeline.maxRetries()
                ? entry
                : entry.pending(now, entry.since().plus(pipeline.fastRecovery()), entry.message())
                        .retries(entry.retries() + 1);
    }

    /** Gives the turn to the oldest one that may have it; whether there was one. */
    private boolean startNext() {
        Optional<Pipeline> next = pipelines.values().stream()
                .filter(this::mayStart)
                .min(Comparator.comparing((Pipeline pipeline) -> !turn(pipeline).forced())
                        .thenComparing(pipeline -> turn(pipeline).since())
                        .thenComparingInt(Pipeline::order)
                        .thenComparing(Pipeline::name));
        next.ifPresent(pipeline -> {
            JobId job = JobId.create();
            started.put(pipeline.name(), job);
            board = board.with(pipeline.name(), board.get(pipeline.name()).running(job, now));
        });
        return next.isPresent();
    }

    private Entry.Turn turn(Pipeline pipeline) {
        return board.get(pipeline.name()).turn().orElseThrow();
    }

    private boolean mayStart(Pipeline pipeline) {
        Entry entry = board.get(pipeline.name());
        return entry.turn()
                .filter(turn -> !turn.notBefore().isAfter(now))
                .filter(turn -> turn.forced() || unmet(pipeline, board) == 0)
                .isPresent();
    }

    /** How many dependencies are not FINISHED. */
    static long unmet(Pipeline pipeline, Board board) {
        return pipeline.dependencies().stream()
                .map(name -> board.pipelines().get(name))
                .filter(entry -> entry == null || entry.status() != PipelineStatus.FINISHED)
                .count();
    }
}

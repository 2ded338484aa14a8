package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What pipelines need in the quiet: takes those up again that have failed too often, looks whether all is well, and deletes the jobs of
 * old runs. Register it with the engines that work, and let {@link #pipeline} take part.
 */
public final class MaintenanceJob extends BaseJob<MaintenanceJob.Settings, MaintenanceJob.Report> {

    /** Its type. */
    public static final JobType<Settings, Report> TYPE =
            JobType.of("pipeline-maintenance", Settings.class, Report.class);

    private static final int MOST_BOARDS = 1_000;
    private static final int BATCH = 1_000;

    private final QueueBackend backend;

    /** For the pipelines on this backend. */
    public MaintenanceJob(QueueBackend backend) {
        super(TYPE);
        this.backend = Objects.requireNonNull(backend, "backend");
    }

    /**
     * What it is to do.
     *
     * @param keepRuns for how long the jobs of runs are kept that have succeeded or were cancelled
     */
    public record Settings(Duration keepRuns) {}

    /**
     * What it has found and done.
     *
     * @param takenUp the pipelines that were FAILED and are PENDING now
     * @param workers how many workers are alive
     * @param strays how many jobs of pipelines ran out of turn
     * @param deleted how many jobs of old runs it has deleted
     */
    public record Report(List<String> takenUp, int workers, int strays, int deleted) {}

    /** The pipeline that does this, every so often, after the others. */
    public static Pipeline pipeline(Duration interval, Duration keepRuns) {
        return Pipeline.of("maintenance", JobRequest.of(TYPE, new Settings(keepRuns)))
                .interval(interval)
                .order(Integer.MAX_VALUE);
    }

    @Override
    protected Report execute(Settings settings, JobContext context) {
        List<String> takenUp = new ArrayList<>();
        for (Document board : backend.documents().list(Board.NAMESPACE, "", MOST_BOARDS)) {
            context.checkCancelled();
            takenUp.addAll(takeUp(board.key()));
        }
        int strays = Strays.in(backend, BATCH).size();
        return new Report(takenUp, backend.workers().list().size(), strays, deleteOld(settings.keepRuns, context));
    }

    private List<String> takeUp(String board) {
        List<String> takenUp = new ArrayList<>();
        new BoardStore(backend, board, event -> {}).change((before, now) -> {
            takenUp.clear();
            return takeUp(before, now, takenUp);
        });
        return takenUp;
    }

    private static Board takeUp(Board board, Instant now, List<String> takenUp) {
        Board after = board;
        for (String name : board.pipelines().keySet()) {
            Entry entry = board.get(name);
            if (entry.status() == PipelineStatus.FAILED) {
                takenUp.add(name);
                after = after.with(
                        name, entry.pending(now, now, entry.message()).retries(0));
            }
        }
        return after;
    }

    private int deleteOld(Duration keepRuns, JobContext context) {
        JobFilter old = JobFilter.ALL.tags(Orchestrator.TAG).states(JobState.SUCCEEDED, JobState.CANCELLED);
        int all = 0;
        int deleted;
        do {
            context.checkCancelled();
            deleted = backend.purge(old, keepRuns, BATCH);
            all += deleted;
        } while (deleted == BATCH);
        return all;
    }
}

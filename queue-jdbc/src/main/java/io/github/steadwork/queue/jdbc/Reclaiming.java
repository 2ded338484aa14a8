package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Reclaimed;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes jobs back from workers that are gone, in one transaction. What others are taking back at this moment is left to them. */
final class Reclaiming {

    private static final Locking.Wanted ORPHANS = new Locking.Wanted(
            false,
            "state = 2 AND NOT EXISTS (SELECT 1 FROM ${p}worker w"
                    + " WHERE w.name = ${p}job.worker AND w.incarnation = ${p}job.incarnation)",
            "id",
            false);

    private final Session session;
    private final JobTable jobs;
    private final Attempts attempts;
    private final List<JobRow> queued = new ArrayList<>();
    private final List<JobRow> ended = new ArrayList<>();

    Reclaiming(Session session) {
        this.session = session;
        this.jobs = new JobTable(session);
        this.attempts = new Attempts(session);
    }

    /**
     * Takes them back.
     *
     * @param judges whether silence says that a worker is dead; not after an outage, in which all were silent
     */
    List<Reclaimed> run(ReclaimRule rule, boolean judges) throws SQLException {
        if (judges) {
            Workers.strikeOut(session, rule.leaseTime());
        }
        List<JobRow> orphans = new Locking(session, ORPHANS, statement -> 1).first(rule.limit());
        List<Reclaimed> reclaimed = new ArrayList<>();
        for (JobRow row : orphans) {
            reclaimed.add(reclaim(row, rule.maxCrashes()));
        }
        attempts.store();
        jobs.update(queued);
        jobs.end(ended);
        return reclaimed;
    }

    private Reclaimed reclaim(JobRow row, int maxCrashes) throws SQLException {
        WorkerId worker = row.workerId();
        row.crashes += row.started ? 1 : 0;
        row.suspect = true;
        String crash = Texts.json(crash(row, worker));
        attempts.addCrash(row, crash, session.now());
        row.error = crash;
        if (row.cancelReason != null) {
            row.error = Texts.json(Settling.cancelled(row.cancelReason));
            end(row, JobState.CANCELLED);
        } else if (row.crashes > maxCrashes) {
            end(row, JobState.FAILED);
        } else {
            row.toQueued();
            queued.add(row);
        }
        return new Reclaimed(row.jobId(), row.type, worker, row.state == JobState.FAILED);
    }

    private void end(JobRow row, JobState state) throws SQLException {
        row.toEnded(state, session.now());
        row.token = null;
        ended.add(row);
    }

    private static ErrorInfo crash(JobRow row, WorkerId worker) {
        String blame = row.started
                ? "; the job has taken " + row.crashes + " workers down with it"
                : "; it is unknown whether the job had started";
        return ErrorInfo.of("crashed", "worker " + worker + " died" + blame, ErrorKind.TRANSIENT);
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.ErrorKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch of settlements in one transaction: the jobs are locked, moved as their outcomes say, and written back. */
final class Settling {

    private final Session session;
    private final JobTable jobs;
    private final boolean keepsSucceeded;
    private final Attempts attempts;
    private final long now;
    private final List<JobRow> changed = new ArrayList<>();
    private final List<JobRow> ended = new ArrayList<>();
    private final Set<Lease> refused = new HashSet<>();
    private final SortedSet<String> unspent = new TreeSet<>();

    Settling(Session session, boolean keepsSucceeded) throws SQLException {
        this.session = session;
        this.jobs = new JobTable(session);
        this.keepsSucceeded = keepsSucceeded;
        this.attempts = new Attempts(session);
        this.now = session.now();
    }

    SettleReport run(List<Settlement> settlements) throws SQLException {
        List<UUID> ids = settlements.stream()
                .map(settlement -> settlement.lease().job().value())
                .distinct()
                .toList();
        Map<UUID, JobRow> locked = jobs.lock(ids);
        List<Settlement> late = new ArrayList<>();
        for (Settlement settlement : settlements) {
            JobRow row = locked.get(settlement.lease().job().value());
            if (row != null && row.isHeldUnder(settlement.lease().token())) {
                settle(row, settlement);
            } else {
                late.add(settlement);
            }
        }
        store();
        judge(late);
        return new SettleReport(refused, !ended.isEmpty() && Unblocking.hasWaiting(session));
    }

    /** What was stored already, as by a try whose reply was lost, is as good as stored now. */
    private void judge(List<Settlement> late) throws SQLException {
        if (late.isEmpty()) {
            return;
        }
        List<UUID> ids = late.stream().map(one -> one.lease().job().value()).toList();
        Map<UUID, JobRow> found = jobs.find(ids);
        for (Settlement settlement : late) {
            JobRow row = found.get(settlement.lease().job().value());
            boolean stored = row != null
                    && row.state.isFinal()
                    && row.state == settlement.outcome().state()
                    && row.token != null
                    && row.token == settlement.lease().token();
            if (!stored) {
                refused.add(settlement.lease());
            }
        }
    }

    private void store() throws SQLException {
        attempts.store();
        Gates.giveBack(session, unspent);
        jobs.update(changed);
        List<JobRow> forgotten = keepsSucceeded ? List.of() : forgettable();
        jobs.drop(forgotten);
        ended.removeAll(forgotten);
        jobs.end(ended);
        ended.addAll(forgotten);
    }

    /** Successes that nobody will ask for: no other job names them, and no unique rule minds them. */
    private List<JobRow> forgettable() throws SQLException {
        List<UUID> candidates = ended.stream()
                .filter(row -> row.state == JobState.SUCCEEDED && row.uniqueKey == null)
                .map(row -> row.id)
                .toList();
        Set<UUID> needed = new HashSet<>(session.queryIds(
                "SELECT DISTINCT parent_id FROM ${p}dependency WHERE parent_id IN (${ids})",
                candidates,
                row -> session.dialect().readId(row, 1)));
        Set<UUID> forgotten = new HashSet<>(candidates);
        forgotten.removeAll(needed);
        return ended.stream().filter(row -> forgotten.contains(row.id)).toList();
    }

    private void settle(JobRow row, Settlement settlement) throws SQLException {
        Outcome outcome = settlement.outcome();
        if (outcome instanceof Outcome.Released released && !released.started()) {
            handBack(row);
            return;
        }
        long ran = Micros.of(settlement.ran());
        row.suspect = false;
        if (outcome instanceof Outcome.Succeeded succeeded) {
            succeed(row, succeeded, ran);
            return;
        }
        attempts.add(row, outcome, ran, now);
        if (outcome instanceof Outcome.Failed failed) {
            fail(row, failed.error());
        } else if (outcome instanceof Outcome.Cancelled cancelled) {
            if (cancelled.clean()) {
                row.forgetProgress();
            }
            cancel(row, cancelled.reason());
        } else if (row.cancelReason != null) {
            cancel(row, row.cancelReason);
        } else {
            goOn(row, outcome);
        }
    }

    /** The attempt had not started: it is not counted, and a suspect is still one. */
    private void handBack(JobRow row) {
        row.attempt--;
        unspent.addAll(Gates.costly(row));
        if (row.cancelReason != null) {
            cancel(row, row.cancelReason);
        } else {
            row.toQueued();
            changed.add(row);
        }
    }

    private void succeed(JobRow row, Outcome.Succeeded succeeded, long ran) {
        row.result(succeeded.result());
        row.checkpoint = null;
        row.checkpointForm = null;
        row.ran = ran;
        end(row, JobState.SUCCEEDED);
    }

    private void fail(JobRow row, ErrorInfo error) {
        row.error = Texts.json(error);
        end(row, JobState.FAILED);
    }

    private void cancel(JobRow row, String reason) {
        row.error = Texts.json(cancelled(reason));
        end(row, JobState.CANCELLED);
    }

    private void end(JobRow row, JobState state) {
        row.toEnded(state, now);
        ended.add(row);
    }

    private void goOn(JobRow row, Outcome outcome) throws SQLException {
        if (outcome instanceof Outcome.Waiting waiting) {
            waitFor(row, waiting.children());
            return;
        }
        if (outcome instanceof Outcome.Retry retry) {
            row.error = Texts.json(retry.error());
            row.retriesUsed++;
            row.runAt = now + Micros.of(retry.delay());
        } else if (outcome instanceof Outcome.Snoozed snoozed) {
            row.snoozes++;
            row.runAt = now + Micros.of(snoozed.delay());
        }
        row.toQueued();
        changed.add(row);
    }

    private void waitFor(JobRow row, List<StoredRequest> children) throws SQLException {
        Set<JobId> awaited = new LinkedHashSet<>();
        try {
            refuseChildrenOfTheirChild(row.jobId(), children);
            session.undoing(() -> {
                Intake intake = new Intake(session, children, true);
                intake.findKnown();
                intake.store().forEach(child -> awaited.add(child.id()));
            });
        } catch (IllegalArgumentException e) {
            fail(row, ErrorInfo.of("children", String.valueOf(e.getMessage()), ErrorKind.PERMANENT));
            return;
        }
        awaited.remove(row.jobId());
        row.parentIds().forEach(awaited::remove);
        List<JobId> parents = new ArrayList<>(row.parentIds());
        parents.addAll(awaited);
        row.parents = Texts.ids(parents);
        row.forChildren = true;
        row.toWaiting();
        changed.add(row);
        Dependencies dependencies = new Dependencies(session);
        dependencies.add(row, awaited);
        dependencies.store();
    }

    private static void refuseChildrenOfTheirChild(JobId waiting, List<StoredRequest> children) {
        for (StoredRequest child : children) {
            if (child.parents().contains(waiting)) {
                throw new IllegalArgumentException("child " + child.id() + " names the job " + waiting
                        + " as a parent, which waits for it: neither could ever run");
            }
        }
    }

    /** The reason of a cancel as it is stored. */
    static ErrorInfo cancelled(@Nullable String reason) {
        return ErrorInfo.of("cancelled", reason == null ? "" : reason, ErrorKind.PERMANENT);
    }
}

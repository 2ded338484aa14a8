package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What operators do to jobs, in one transaction each: some at a time, in the order of ids, so that memory stays bounded. */
final class Operations {

    private static final int PORTION = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final Session session;
    private final JobTable jobs;

    Operations(Session session) {
        this.session = session;
        this.jobs = new JobTable(session);
    }

    /** Does something to some rows, which are locked; gives how many of them it was done to. */
    @FunctionalInterface
    private interface Deed {
        int on(List<JobRow> rows) throws SQLException;
    }

    CancelReport cancel(JobFilter which, String reason, int limit) throws SQLException {
        int[] counts = new int[2];
        forEach("job", " AND cancel_reason IS NULL", which, state -> !state.isFinal(), limit, rows -> {
            cancel(rows, reason, counts);
            return rows.size();
        });
        return new CancelReport(counts[0], counts[1]);
    }

    private void cancel(List<JobRow> rows, String reason, int[] counts) throws SQLException {
        List<JobRow> running = new ArrayList<>();
        List<JobRow> ended = new ArrayList<>();
        for (JobRow row : rows) {
            if (row.state == JobState.RUNNING) {
                row.cancelReason = reason;
                running.add(row);
            } else {
                row.error = Texts.json(Settling.cancelled(reason));
                row.toEnded(JobState.CANCELLED, session.now());
                ended.add(row);
            }
        }
        jobs.update(running);
        jobs.end(ended);
        counts[0] += ended.size();
        counts[1] += running.size();
    }

    int update(JobFilter which, JobChange change, int limit) throws SQLException {
        Predicate<JobState> pending = state -> state == JobState.WAITING || state == JobState.QUEUED;
        int updated = forEach("job", "", which, pending, limit, rows -> {
            for (JobRow row : rows) {
                apply(change, row);
            }
            jobs.update(rows);
            if (change.worker().isPresent()) {
                jobs.updateFlow(rows);
            }
            return rows.size();
        });
        return change.fromStart() ? updated + forgetProgress(which, limit - updated) : updated;
    }

    /** Of those that were asked to end. */
    private int forgetProgress(JobFilter which, int limit) throws SQLException {
        Predicate<JobState> running = state -> state == JobState.RUNNING;
        return forEach("job", " AND cancel_reason IS NOT NULL", which, running, limit, rows -> {
            rows.forEach(JobRow::forgetProgress);
            jobs.update(rows);
            return rows.size();
        });
    }

    int redrive(JobFilter which, JobChange change, int limit) throws SQLException {
        Predicate<JobState> dead = state -> state == JobState.FAILED || state == JobState.CANCELLED;
        return forEach("ended", "", which, dead, limit, rows -> redrive(rows, change));
    }

    private int redrive(List<JobRow> rows, JobChange change) throws SQLException {
        UniqueKeys uniqueKeys = new UniqueKeys(session);
        uniqueKeys.hold(rows);
        List<JobRow> free = new ArrayList<>();
        for (JobRow row : rows) {
            Optional<UniqueRule> rule = row.unique();
            if (rule.isEmpty() || uniqueKeys.conflict(row.type, rule.get(), row.id, revived(free)) == null) {
                free.add(row);
            }
        }
        Set<UUID> waiting = waiting(free);
        jobs.count(free, -1);
        for (JobRow row : free) {
            row.retriesUsed = 0;
            row.crashes = 0;
            row.suspect = false;
            row.runAt = session.now();
            row.startBy = null;
            row.flow(row.flow().withoutDeadline());
            apply(change, row);
            if (waiting.contains(row.id)) {
                row.toWaitingAgain();
            } else {
                row.toQueued();
            }
        }
        jobs.revive(free);
        new Unblocking(session).cameBack(free);
        return free.size();
    }

    /** Those with a parent that has not ended, or comes back too. */
    private Set<UUID> waiting(List<JobRow> redriven) throws SQLException {
        Set<UUID> parents = new HashSet<>();
        redriven.forEach(row -> row.parentIds().forEach(id -> parents.add(id.value())));
        Set<UUID> unfinished = redriven.stream().map(row -> row.id).collect(Collectors.toSet());
        jobs.states(parents).forEach((id, state) -> {
            if (!state.isFinal()) {
                unfinished.add(id);
            }
        });
        return redriven.stream()
                .filter(row -> row.parentIds().stream().map(JobId::value).anyMatch(unfinished::contains))
                .map(row -> row.id)
                .collect(Collectors.toSet());
    }

    /** Those that are going to be QUEUED, as far as a unique rule is concerned. */
    private static List<JobRow> revived(List<JobRow> rows) {
        return rows.stream()
                .map(row -> {
                    JobRow queued = new JobRow();
                    queued.id = row.id;
                    queued.type = row.type;
                    queued.createdAt = row.createdAt;
                    queued.uniqueKey = row.uniqueKey;
                    queued.state = JobState.QUEUED;
                    return queued;
                })
                .toList();
    }

    private void apply(JobChange change, JobRow row) throws SQLException {
        row.priority = change.priority().map(Codes::of).orElse(row.priority);
        row.queue = change.queue().orElse(row.queue);
        if (change.worker().isPresent()) {
            row.flow(row.flow().onWorker(change.worker().get()));
        } else {
            row.findLane();
        }
        if (change.fromStart()) {
            row.forgetProgress();
        }
        if (change.due().isPresent()) {
            row.runAt = JobRow.due(change.due().get(), session.now());
        }
        if (change.tags().isPresent()) {
            row.tags = Texts.words(change.tags().get());
        }
    }

    private int forEach(String table, String also, JobFilter which, Predicate<JobState> allowed, int limit, Deed deed)
            throws SQLException {
        Filter filter = new Filter(session.dialect(), which, allowed);
        int done = 0;
        UUID after = FIRST;
        while (done < limit && !filter.isEmpty()) {
            int portion = Math.min(PORTION, limit - done);
            List<JobRow> rows = lock(table, filter, also, after, portion);
            done += deed.on(rows);
            if (rows.size() < portion) {
                break;
            }
            after = rows.get(rows.size() - 1).id;
        }
        return done;
    }

    private List<JobRow> lock(String table, Filter filter, String also, UUID after, int portion) throws SQLException {
        String condition = filter.condition() + " AND id > ?" + also;
        Locking.Wanted wanted = new Locking.Wanted(table.equals("ended"), condition, "id", true);
        return new Locking(session, wanted, statement -> {
                    int at = filter.bind(statement, 1);
                    session.dialect().bindId(statement, at, after);
                    return at + 1;
                })
                .first(portion);
    }
}

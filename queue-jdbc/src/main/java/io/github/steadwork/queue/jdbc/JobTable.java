package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The two tables of jobs: those that have not ended, and those that have. Rows are locked, changed, and written back. */
final class JobTable {

    private final Session session;

    JobTable(Session session) {
        this.session = session;
    }

    /** The unfinished jobs among these, by id, locked until the transaction ends; always in the order of ids, so nobody deadlocks. */
    Map<UUID, JobRow> lock(Collection<UUID> ids) throws SQLException {
        Map<UUID, JobRow> locked = new LinkedHashMap<>();
        List<JobRow> rows = session.queryIds(
                "SELECT ${job} FROM ${p}job WHERE id IN (${ids}) ORDER BY id ${lock}", ids, session.columns()::read);
        rows.forEach(row -> locked.put(row.id, row));
        return locked;
    }

    /** The ended jobs among these, locked. */
    List<JobRow> lockEnded(Collection<UUID> ids) throws SQLException {
        return session.queryIds(
                "SELECT ${ended} FROM ${p}ended WHERE id IN (${ids}) ORDER BY id ${lock}",
                ids,
                session.columns()::readEnded);
    }

    /** All jobs among these, as they are; one that ends meanwhile is not missed. */
    Map<UUID, JobRow> find(Collection<UUID> ids) throws SQLException {
        Map<UUID, JobRow> found = new LinkedHashMap<>();
        unfinished(ids).forEach(row -> found.put(row.id, row));
        List<UUID> rest = ids.stream().filter(id -> !found.containsKey(id)).toList();
        ended(rest).forEach(row -> found.put(row.id, row));
        // one that was redriven between the two looks was in neither
        List<UUID> missing = rest.stream().filter(id -> !found.containsKey(id)).toList();
        unfinished(missing).forEach(row -> found.put(row.id, row));
        return found;
    }

    /** Where the jobs among these stand. */
    Map<UUID, JobState> states(Collection<UUID> ids) throws SQLException {
        Map<UUID, JobState> states = new HashMap<>();
        for (String table : List.of("job", "ended", "job")) {
            List<UUID> missing =
                    ids.stream().filter(id -> !states.containsKey(id)).toList();
            session.queryIds("SELECT id, state FROM ${p}" + table + " WHERE id IN (${ids})", missing, row -> {
                return states.put(session.dialect().readId(row, 1), Codes.state(row.getInt(2)));
            });
        }
        return states;
    }

    private List<JobRow> unfinished(Collection<UUID> ids) throws SQLException {
        return session.queryIds("SELECT ${job} FROM ${p}job WHERE id IN (${ids})", ids, session.columns()::read);
    }

    private List<JobRow> ended(Collection<UUID> ids) throws SQLException {
        return session.queryIds(
                "SELECT ${ended} FROM ${p}ended WHERE id IN (${ids})", ids, session.columns()::readEnded);
    }

    /** Stores new jobs, and what they wait for. */
    void insert(List<JobRow> rows) throws SQLException {
        session.updateEach(
                "INSERT INTO ${p}job (${job}) VALUES (" + Columns.marks(Columns.JOB) + ")",
                rows,
                session.columns()::bind);
    }

    /** Writes rows back that were read from the unfinished jobs and still belong there. */
    void update(List<JobRow> rows) throws SQLException {
        session.updateEach("""
                UPDATE ${p}job SET queue = ?, priority = ?, state = ?, run_at = ?, payload = ?, payload_form = ?, attempt = ?,
                    retries_used = ?, crashes = ?, snoozes = ?, worker = ?, incarnation = ?, token = ?, claimed_at = ?,
                    started = ?, suspect = ?, cancel_reason = ?, parents = ?, for_children = ?, tags = ?, error = ?,
                    checkpoint = ?, checkpoint_form = ?, progress = ?, lane = ?
                WHERE id = ?""", rows, (statement, row) -> {
            statement.setString(1, row.queue);
            statement.setInt(2, row.priority);
            statement.setInt(3, Codes.of(row.state));
            statement.setLong(4, row.runAt);
            statement.setBytes(5, row.payload);
            statement.setString(6, row.payloadForm);
            statement.setInt(7, row.attempt);
            statement.setInt(8, row.retriesUsed);
            statement.setInt(9, row.crashes);
            statement.setInt(10, row.snoozes);
            statement.setString(11, row.worker);
            Columns.number(statement, 12, row.worker == null ? null : (Long) row.incarnation);
            Columns.number(statement, 13, row.token);
            Columns.number(statement, 14, row.worker == null ? null : (Long) row.claimedAt);
            statement.setBoolean(15, row.started);
            statement.setBoolean(16, row.suspect);
            statement.setString(17, row.cancelReason);
            statement.setString(18, row.parents);
            statement.setBoolean(19, row.forChildren);
            statement.setString(20, row.tags);
            statement.setString(21, row.error);
            statement.setBytes(22, row.checkpoint);
            statement.setString(23, row.checkpointForm);
            statement.setString(24, row.progress);
            statement.setString(25, row.lane);
            session.dialect().bindId(statement, 26, row.id);
        });
    }

    /** Writes that rows, which were locked as WAITING, are QUEUED by now; and nothing else, for their parents may be thousands. */
    void queue(List<JobRow> rows) throws SQLException {
        session.updateIds(
                "UPDATE ${p}job SET state = 1, for_children = FALSE WHERE id IN (${ids})",
                rows.stream().map(row -> row.id).toList());
    }

    /** Writes back what rows ask of the flow, which {@link #update} leaves alone. */
    void updateFlow(List<JobRow> rows) throws SQLException {
        session.updateEach("UPDATE ${p}job SET flow = ? WHERE id = ?", rows, (statement, row) -> {
            statement.setString(1, row.flow);
            session.dialect().bindId(statement, 2, row.id);
        });
    }

    /** Writes that rows, which were locked as QUEUED, are claimed by now; all by one worker under one token. */
    void claim(List<JobRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        JobRow any = rows.get(0);
        session.updateIds("""
                UPDATE ${p}job SET state = 2, attempt = attempt + 1, worker = ?, incarnation = ?, token = ?, claimed_at = ?,
                    started = suspect
                WHERE id IN (${ids})""", rows.stream().map(row -> row.id).toList(), statement -> {
            statement.setString(1, any.worker);
            statement.setLong(2, any.incarnation);
            Columns.number(statement, 3, any.token);
            statement.setLong(4, any.claimedAt);
            return 5;
        });
    }

    /** Moves rows that were unfinished to the ended ones. */
    void end(List<JobRow> rows) throws SQLException {
        delete("DELETE FROM ${p}job WHERE id IN (${ids})", rows.stream());
        session.updateEach(
                "${insert_new} ${p}ended (${ended}) VALUES (" + Columns.marks(Columns.ENDED) + ") ${or_nothing}",
                rows,
                session.columns()::bindEnded);
        new Dependencies(session).of(rows).delete();
        count(rows, 1);
    }

    /** Forgets rows that were unfinished, without keeping them among the ended ones. */
    void drop(List<JobRow> rows) throws SQLException {
        delete("DELETE FROM ${p}job WHERE id IN (${ids})", rows.stream());
        new Dependencies(session).of(rows).delete();
    }

    /** Moves rows that had ended back to the unfinished ones; they are to be told by {@link #count} before they change. */
    void revive(List<JobRow> rows) throws SQLException {
        delete("DELETE FROM ${p}ended WHERE id IN (${ids})", rows.stream());
        insert(rows);
    }

    /** Deletes rows that had ended, and all that is told of them. */
    void forget(List<JobRow> rows) throws SQLException {
        delete("DELETE FROM ${p}ended WHERE id IN (${ids})", rows.stream());
        delete("DELETE FROM ${p}attempt WHERE job_id IN (${ids})", rows.stream());
        delete("DELETE FROM ${p}run_log WHERE job_id IN (${ids})", rows.stream());
        count(rows, -1);
    }

    private void delete(String template, Stream<JobRow> rows) throws SQLException {
        session.updateIds(template, rows.map(row -> row.id).toList());
    }

    /** Counts ended jobs in or out. */
    void count(List<JobRow> rows, long each) throws SQLException {
        Map<Tally.Heap, Long> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(new Tally.Heap(row.queue, row.type, row.state), each, Long::sum));
        new Tally(session).add(counts);
    }
}

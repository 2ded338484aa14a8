package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerDirectory;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The workers that are entered, with heartbeats in the database's time. */
final class Workers implements WorkerDirectory {

    private final Database database;

    Workers(Database database) {
        this.database = database;
    }

    @Override
    public void register(WorkerRecord worker) {
        database.atomically("register a worker", session -> {
            int described = session.update("""
                    UPDATE ${p}worker SET host = ?, pid = ?, version = ?, slots = ?, queues = ?, capabilities = ?, state = ?,
                        pools = ?, tags = ?, vitals = ?
                    WHERE name = ? AND incarnation = ?""", statement -> bind(statement, worker));
            if (described == 0) {
                session.update("""
                        INSERT INTO ${p}worker (host, pid, version, slots, queues, capabilities, state, pools, tags, vitals,
                            name, incarnation, since, heartbeat)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", statement -> {
                    bind(statement, worker);
                    statement.setLong(13, session.now());
                    statement.setLong(14, session.now());
                });
            }
            return described;
        });
    }

    private static void bind(PreparedStatement statement, WorkerRecord worker) throws SQLException {
        statement.setString(1, worker.host());
        statement.setLong(2, worker.pid());
        statement.setString(3, worker.version());
        statement.setInt(4, worker.slots());
        statement.setString(5, Texts.json(worker.queues()));
        statement.setString(6, Texts.json(worker.capabilities()));
        statement.setString(7, worker.state().name());
        statement.setString(8, Texts.words(worker.pools()));
        statement.setString(9, Texts.words(worker.tags()));
        statement.setString(10, Texts.json(worker.vitals()));
        bind(statement, 11, worker.id());
    }

    private static void bind(PreparedStatement statement, int at, WorkerId worker) throws SQLException {
        statement.setString(at, worker.name());
        statement.setLong(at + 1, worker.incarnation());
    }

    @Override
    public boolean heartbeat(WorkerId worker, WorkerState state, Vitals vitals) {
        return database.inOneStatement(
                "send a heartbeat",
                session -> session.update("""
                                UPDATE ${p}worker SET heartbeat = ${now}, state = ?, vitals = ?
                                WHERE name = ? AND incarnation = ?""", statement -> {
                            statement.setString(1, state.name());
                            statement.setString(2, Texts.json(vitals));
                            bind(statement, 3, worker);
                        })
                        == 1);
    }

    @Override
    public List<WorkerRecord> list() {
        return database.plainly("list workers", session -> session.query("""
                        SELECT name, incarnation, host, pid, version, slots, queues, capabilities, state, since, heartbeat,
                            pools, tags, vitals
                        FROM ${p}worker ORDER BY since, name""", statement -> {}, Workers::read));
    }

    private static WorkerRecord read(ResultSet row) throws SQLException {
        return new WorkerRecord(
                new WorkerId(row.getString(1), row.getLong(2)),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                Texts.words(row.getString(7)),
                Texts.wordSet(row.getString(12)),
                Texts.wordSet(row.getString(8)),
                Texts.wordSet(row.getString(13)),
                WorkerState.valueOf(row.getString(9)),
                Texts.value(row.getString(14), Vitals.class).orElse(Vitals.UNKNOWN),
                Micros.instant(row.getLong(10)),
                Micros.instant(row.getLong(11)));
    }

    @Override
    public void leave(WorkerId worker) {
        database.inOneStatement(
                "strike a worker out",
                session -> session.update(
                        "DELETE FROM ${p}worker WHERE name = ? AND incarnation = ?",
                        statement -> bind(statement, 1, worker)));
    }

    /** Strikes out who was not heard of for so long; a row that somebody else holds is left to the next time. */
    static void strikeOut(Session session, Duration silence) throws SQLException {
        List<WorkerId> silent = session.query(
                "SELECT name, incarnation FROM ${p}worker WHERE heartbeat < ${now} - ? ${lock_free}",
                statement -> statement.setLong(1, Micros.of(silence)),
                row -> new WorkerId(row.getString(1), row.getLong(2)));
        session.updateEach(
                "DELETE FROM ${p}worker WHERE name = ? AND incarnation = ?",
                silent,
                (statement, worker) -> bind(statement, 1, worker));
    }
}

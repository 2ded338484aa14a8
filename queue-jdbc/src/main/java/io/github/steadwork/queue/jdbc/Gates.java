package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.Limit;
import io.github.steadwork.queue.TokenBucket;
import io.github.steadwork.queue.WorkerId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The gates that limited jobs go through, within one claim.
 *
 * <p>Who lets a job through has the gate's row locked until the transaction ends, and then counts the leases that are really held: rows
 * of {@code passage} whose token is still the job's. So two claims cannot both take the last place, and no counter can be wrong
 * after a crash, for there is none. A gate that somebody else has locked is passed over, not waited for.
 */
final class Gates {

    /** So many leases that are over are left in a gate before they are cleared away. */
    private static final int LITTER = 16;

    private final Session session;
    private final WorkerId worker;
    private final long now;
    private final Map<String, Gate> gates = new HashMap<>();
    private final List<Passage> passages = new ArrayList<>();
    private boolean anyTaken;
    private @Nullable Duration untilToken;

    Gates(Session session, WorkerId worker, long now) {
        this.session = session;
        this.worker = worker;
        this.now = now;
    }

    /** A gate that this claim has locked. */
    private static final class Gate {
        private int held;
        private @Nullable TokenBucket bucket;
        private @Nullable Limit changedBy;
    }

    private record Passage(String gate, UUID job, long token) {}

    private record Counted(String gate, int held, int all) {}

    /** The name of a gate, as it is stored. */
    static String name(JobRow row, Limit limit, WorkerId worker) {
        String name = limit.gate(row.type, row.queue);
        return Texts.key(limit.perWorker() ? name + " on " + worker : name);
    }

    /** Locks the gates of these jobs that nobody else has locked, and counts who has gone through. */
    void lock(Collection<JobRow> rows) throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        for (JobRow row : rows) {
            row.flow().limits().forEach(limit -> names.add(name(row, limit, worker)));
        }
        names.removeAll(gates.keySet());
        List<String> locked = lockFree(names);
        names.removeAll(locked);
        names.removeAll(session.queryWords(
                "SELECT name FROM ${p}gate WHERE name IN (${words})", names, row -> row.getString(1)));
        if (!names.isEmpty()) {
            session.updateEach("${add_gate}", names, (statement, name) -> statement.setString(1, name));
            locked.addAll(lockFree(names));
        }
        count(locked);
    }

    private List<String> lockFree(Collection<String> names) throws SQLException {
        return session.queryWords(
                "SELECT name, millionths, filled_at FROM ${p}gate WHERE name IN (${words}) ORDER BY name ${lock_free}",
                names,
                row -> {
                    Gate gate = new Gate();
                    Long millionths = Columns.number(row, 2);
                    gate.bucket = millionths == null ? null : new TokenBucket(millionths, row.getLong(3));
                    String name = row.getString(1);
                    gates.put(name, gate);
                    return name;
                });
    }

    /**
     * A statement of its own, so that it sees what was committed before the gates were locked. Each job is asked for by itself: a
     * join might be made by reading all jobs.
     */
    private void count(List<String> names) throws SQLException {
        List<Counted> counts =
                session.queryWords("""
                SELECT gate, sum(held), count(*) FROM (
                    SELECT p.gate, (SELECT count(*) FROM ${p}job j WHERE j.id = p.job_id AND j.token = p.token) AS held
                    FROM ${p}passage p WHERE p.gate IN (${words})) passages
                GROUP BY gate""", names, row -> new Counted(row.getString(1), row.getInt(2), row.getInt(3)));
        List<String> littered = new ArrayList<>();
        for (Counted counted : counts) {
            gate(counted.gate).held = counted.held;
            if (counted.all - counted.held > LITTER) {
                littered.add(counted.gate);
            }
        }
        clear(session, littered);
    }

    private static void clear(Session session, Collection<String> names) throws SQLException {
        session.updateWords("""
                DELETE FROM ${p}passage WHERE gate IN (${words}) AND 0 = (SELECT count(*) FROM ${p}job j
                    WHERE j.id = ${p}passage.job_id AND (${p}passage.token = 0 OR j.token = ${p}passage.token))""", names);
    }

    private Gate gate(String name) {
        Gate gate = gates.get(name);
        if (gate == null) {
            throw new IllegalStateException("gate '" + name + "' is not locked");
        }
        return gate;
    }

    /** Whether all gates of a job have a place; if so, the job has gone through. */
    boolean admit(JobRow row, long token) {
        List<Limit> limits = row.flow().limits();
        for (Limit limit : limits) {
            if (!hasPlace(row, limit)) {
                return false;
            }
        }
        for (Limit limit : limits) {
            go(row, limit, token);
        }
        return true;
    }

    private boolean hasPlace(JobRow row, Limit limit) {
        Gate gate = gates.get(name(row, limit, worker));
        if (gate == null) {
            anyTaken = true;
            return false;
        }
        if (limit.window().isEmpty()) {
            return gate.held < limit.atMost();
        }
        TokenBucket bucket = filled(gate, limit);
        gate.bucket = bucket;
        if (bucket.whole() > 0) {
            return true;
        }
        Duration wait = bucket.untilNext(limit);
        untilToken = untilToken != null && untilToken.compareTo(wait) < 0 ? untilToken : wait;
        return false;
    }

    private TokenBucket filled(Gate gate, Limit limit) {
        return gate.bucket == null ? TokenBucket.full(limit, now) : gate.bucket.at(now, limit);
    }

    private void go(JobRow row, Limit limit, long token) {
        String name = name(row, limit, worker);
        Gate gate = gate(name);
        if (limit.window().isPresent()) {
            gate.bucket = filled(gate, limit).minus(1);
            gate.changedBy = limit;
        } else {
            gate.held++;
            passages.add(new Passage(name, row.id, token));
        }
    }

    /** Stores who has gone through. */
    void store() throws SQLException {
        if (session.dialect() instanceof PostgresDialect) {
            storePassagesAtOnce();
        } else {
            storePassages();
        }
        for (Map.Entry<String, Gate> entry : gates.entrySet()) {
            Gate gate = entry.getValue();
            if (gate.bucket != null && gate.changedBy != null) {
                store(entry.getKey(), gate.bucket, gate.changedBy);
                gate.changedBy = null;
            }
        }
        passages.clear();
    }

    private void storePassages() throws SQLException {
        session.updateEach(
                "INSERT INTO ${p}passage (gate, job_id, token) VALUES (?, ?, ?)", passages, (statement, passage) -> {
                    statement.setString(1, passage.gate);
                    session.dialect().bindId(statement, 2, passage.job);
                    statement.setLong(3, passage.token);
                });
    }

    private void storePassagesAtOnce() throws SQLException {
        ArrayColumns<Passage> columns = new ArrayColumns<>(session.connection(), passages);
        session.update(
                "INSERT INTO ${p}passage (gate, job_id, token) SELECT * FROM unnest(?::text[], ?::uuid[], ?::bigint[])",
                statement -> {
                    statement.setArray(1, columns.of("text", String[]::new, Passage::gate));
                    statement.setArray(2, columns.of("uuid", UUID[]::new, Passage::job));
                    statement.setArray(3, columns.of("int8", Long[]::new, Passage::token));
                });
    }

    private void store(String name, TokenBucket bucket, Limit limit) throws SQLException {
        long window = Micros.of(limit.window().orElse(Duration.ZERO));
        session.update("UPDATE ${p}gate SET millionths = ?, filled_at = ?, full_at = ? WHERE name = ?", statement -> {
            statement.setLong(1, bucket.millionths());
            statement.setLong(2, bucket.at());
            statement.setLong(3, bucket.at() + window);
            statement.setString(4, name);
        });
    }

    /** How soon it is worth while to ask again, if it was for want of tokens or because somebody else was asking. */
    Optional<Duration> askAgain() {
        return anyTaken ? Optional.of(Duration.ofMillis(2)) : Optional.ofNullable(untilToken);
    }

    /** Gives the tokens back of jobs that had not started. */
    static void giveBack(Session session, Collection<String> names) throws SQLException {
        session.updateEach(
                "UPDATE ${p}gate SET millionths = millionths + 1000000 WHERE name = ?",
                names,
                (statement, name) -> statement.setString(1, name));
    }

    /** The gates of a job that cost tokens. */
    static List<String> costly(JobRow row) {
        return row.flow().limits().stream()
                .filter(limit -> limit.window().isPresent())
                .map(limit -> name(row, limit, row.workerId()))
                .toList();
    }

    /** Deletes gates that nobody goes through and whose bucket is full, which are as good as none. */
    static void purge(Session session, int most) throws SQLException {
        List<String> idle = session.query("""
                SELECT name FROM ${p}gate WHERE (full_at IS NULL OR full_at < ${now})
                    AND NOT EXISTS (SELECT 1 FROM ${p}passage p JOIN ${p}job j ON j.id = p.job_id WHERE p.gate = ${p}gate.name)
                ORDER BY name LIMIT\s""" + most + " ${lock_free}", statement -> {}, row -> row.getString(1));
        clear(session, idle);
        // once more, for what was found before the row was locked may be over
        session.updateEach("""
                DELETE FROM ${p}gate WHERE name = ? AND (full_at IS NULL OR full_at < ${now})
                    AND NOT EXISTS (SELECT 1 FROM ${p}passage p WHERE p.gate = ${p}gate.name)""", idle, (statement, name) -> statement.setString(1, name));
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.StoredRequest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs with the same unique key apart. Who wants to store one writes the row of its key first, so of two that come at the
 * same time the second sees what the first has stored; under any isolation, for where it cannot see it, it fails to write.
 */
final class UniqueKeys {

    private static final Comparator<JobRow> OLDEST_FIRST =
            Comparator.<JobRow>comparingLong(row -> row.createdAt).thenComparing(JobRow::jobId);

    private final Session session;

    UniqueKeys(Session session) {
        this.session = session;
    }

    private record Key(String type, String key) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byType = type.compareTo(other.type);
            return byType != 0 ? byType : key.compareTo(other.key);
        }
    }

    private static SortedSet<Key> of(Collection<JobRow> rows) {
        SortedSet<Key> keys = new TreeSet<>();
        for (JobRow row : rows) {
            if (row.uniqueKey != null) {
                keys.add(new Key(row.type, row.uniqueKey));
            }
        }
        return keys;
    }

    /** Holds the keys of a batch until the transaction ends, always in the same order. */
    void hold(List<StoredRequest> requests) throws SQLException {
        SortedSet<Key> keys = new TreeSet<>();
        for (StoredRequest request : requests) {
            request.unique().ifPresent(rule -> keys.add(new Key(request.type(), Texts.key(rule.key()))));
        }
        holdAll(keys);
    }

    /** As {@link #hold(List)}, for jobs that are stored. */
    void hold(Collection<JobRow> rows) throws SQLException {
        holdAll(of(rows));
    }

    /**
     * Deletes the rows of keys that no job has any more, now that these are gone. One that somebody holds is about to be used again
     * and stays; and whoever holds one is not waited for, for it may be a transaction of a caller's that waits for us.
     */
    void forget(Collection<JobRow> gone) throws SQLException {
        List<Key> free = new ArrayList<>();
        for (Key key : of(gone)) {
            if (isFree(key)) {
                free.add(key);
            }
        }
        // a statement of its own, so that it sees what was stored before the row was locked
        session.updateEach("""
                DELETE FROM ${p}unique_key WHERE type = ? AND unique_key = ?
                    AND NOT EXISTS (SELECT 1 FROM ${p}job j WHERE j.type = ? AND j.unique_key = ?)
                    AND NOT EXISTS (SELECT 1 FROM ${p}ended e WHERE e.type = ? AND e.unique_key = ?)""", free, (statement, key) -> {
            for (int at = 1; at <= 5; at += 2) {
                statement.setString(at, key.type);
                statement.setString(at + 1, key.key);
            }
        });
    }

    private boolean isFree(Key key) throws SQLException {
        return !session.query(
                        "SELECT 1 FROM ${p}unique_key WHERE type = ? AND unique_key = ? ${lock_free}",
                        statement -> {
                            statement.setString(1, key.type);
                            statement.setString(2, key.key);
                        },
                        row -> true)
                .isEmpty();
    }

    private void holdAll(SortedSet<Key> keys) throws SQLException {
        if (!keys.isEmpty()) {
            session.dialect().requireUniqueness(session.connection());
        }
        for (Key key : keys) {
            session.update("${hold_unique_key}", statement -> {
                statement.setString(1, key.type);
                statement.setString(2, key.key);
                statement.setLong(3, session.now());
            });
        }
    }

    /**
     * The newest other job that stands in the way of one with this rule; null if there is none.
     *
     * @param coming jobs that are not stored yet, but will be
     */
    @Nullable
    JobRow conflict(String type, UniqueRule rule, UUID self, Collection<JobRow> coming) throws SQLException {
        List<JobRow> found = new ArrayList<>();
        for (JobRow row : coming) {
            if (Texts.key(rule.key()).equals(row.uniqueKey) && type.equals(row.type) && isPending(rule, row)) {
                found.add(row);
            }
        }
        if (found.isEmpty()) {
            found.addAll(stored(type, rule, self));
        }
        return found.stream().max(OLDEST_FIRST).orElse(null);
    }

    private static boolean isPending(UniqueRule rule, JobRow row) {
        return rule.scope().contains(row.state)
                || (row.parents != null && rule.scope().contains(JobState.WAITING));
    }

    private List<JobRow> stored(String type, UniqueRule rule, UUID self) throws SQLException {
        String states = rule.scope().stream()
                .map(state -> String.valueOf(Codes.of(state)))
                .sorted()
                .collect(Collectors.joining(", "));
        String which = " WHERE type = ? AND unique_key = ? AND id <> ? AND created_at > ? AND state IN (" + states
                + ") ORDER BY created_at DESC, id DESC LIMIT 1 ${read_latest}";
        long since = rule.window().isEmpty()
                ? Long.MIN_VALUE
                : session.now() - Micros.of(rule.window().get());
        List<JobRow> rows = new ArrayList<>(session.query(
                "SELECT ${job} FROM ${p}job" + which,
                statement -> bind(statement, type, rule, self, since),
                session.columns()::read));
        if (rule.scope().stream().anyMatch(JobState::isFinal)) {
            rows.addAll(session.query(
                    "SELECT ${ended} FROM ${p}ended" + which,
                    statement -> bind(statement, type, rule, self, since),
                    session.columns()::readEnded));
        }
        return rows;
    }

    private void bind(PreparedStatement statement, String type, UniqueRule rule, UUID self, long since)
            throws SQLException {
        statement.setString(1, type);
        statement.setString(2, Texts.key(rule.key()));
        session.dialect().bindId(statement, 3, self);
        statement.setLong(4, since);
    }
}

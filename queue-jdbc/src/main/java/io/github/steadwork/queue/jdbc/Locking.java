package io.github.steadwork.queue.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Locks the first rows of a table of jobs that meet a condition. Where a database would lock all that do, and not only the first,
 * it is asked for their ids first, and then for the rows.
 */
final class Locking {

    /**
     * Which rows are meant.
     *
     * @param ended whether they stand among the ended jobs
     * @param condition what they meet, with parameters
     * @param order the order in which they are taken
     * @param waits whether to wait for rows that others have locked, rather than pass over them
     */
    record Wanted(boolean ended, String condition, String order, boolean waits) {

        private String from() {
            return " FROM ${p}" + (ended ? "ended" : "job") + " WHERE " + condition;
        }

        private String rows() {
            return "SELECT " + (ended ? "${ended}" : "${job}") + from();
        }

        private String lock() {
            return waits ? " ${lock}" : " ${lock_free}";
        }
    }

    /** Sets the parameters of the condition, the first at 1; gives the next place. */
    @FunctionalInterface
    interface Binder {
        int bind(PreparedStatement statement) throws SQLException;
    }

    private final Session session;
    private final Wanted wanted;
    private final Binder binder;

    Locking(Session session, Wanted wanted, Binder binder) {
        this.session = session;
        this.wanted = wanted;
        this.binder = binder;
    }

    /** The first so many rows, in their order. */
    List<JobRow> first(int limit) throws SQLException {
        return session.dialect().locksOnlyWhatItGives() ? atOnce(limit) : inTwoSteps(limit);
    }

    private List<JobRow> atOnce(int limit) throws SQLException {
        return session.query(
                wanted.rows() + " ORDER BY " + wanted.order + " LIMIT ?" + wanted.lock(),
                statement -> statement.setInt(binder.bind(statement), limit),
                session.columns().reader(wanted.ended));
    }

    private List<JobRow> inTwoSteps(int limit) throws SQLException {
        List<JobRow> rows = new ArrayList<>();
        Set<UUID> locked = new HashSet<>();
        int seen = 0;
        while (rows.size() < limit) {
            int missing = limit - rows.size();
            // those that it has waited for and that are not meant any more are not seen again; those passed over are
            List<UUID> ids = ids(wanted.waits ? rows.size() : seen, missing);
            // where a job has come back to its place meanwhile, those behind it are seen once more
            rows.addAll(lock(ids.stream().filter(id -> !locked.contains(id)).toList()));
            rows.forEach(row -> locked.add(row.id));
            seen += ids.size();
            if (ids.size() < missing) {
                break;
            }
        }
        return rows;
    }

    private List<UUID> ids(int offset, int limit) throws SQLException {
        return session.query(
                "SELECT id" + wanted.from() + " ORDER BY " + wanted.order + " LIMIT ? OFFSET ?",
                statement -> {
                    int at = binder.bind(statement);
                    statement.setInt(at, limit);
                    statement.setInt(at + 1, offset);
                },
                row -> session.dialect().readId(row, 1));
    }

    /** Those that still meet the condition when they are locked. */
    private List<JobRow> lock(List<UUID> ids) throws SQLException {
        Map<UUID, Integer> places = new HashMap<>();
        ids.forEach(id -> places.put(id, places.size()));
        List<JobRow> rows = session.queryIds(
                wanted.rows() + " AND id IN (${ids})" + wanted.lock(),
                ids,
                binder,
                session.columns().reader(wanted.ended));
        rows.sort(Comparator.comparing(row -> places.getOrDefault(row.id, 0)));
        return rows;
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The documents. Each change names the version that it expects, and so tells whether it came too late. */
final class Documents implements StateStore {

    private static final String ALL = "SELECT namespace, doc_key, version, due, json FROM ${p}document ";

    private final Database database;

    Documents(Database database) {
        this.database = database;
    }

    /** A document had another version than expected; undoes the transaction that it leaves. */
    static final class Outdated extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Outdated() {
            super("a document had another version than expected", null, false, false);
        }
    }

    @Override
    public Optional<Document> get(String namespace, String key) {
        return database.plainly(
                "read a document",
                session -> session
                        .query(
                                ALL + "WHERE namespace = ? AND doc_key = ?",
                                statement -> {
                                    statement.setString(1, namespace);
                                    statement.setString(2, key);
                                },
                                Documents::read)
                        .stream()
                        .findFirst());
    }

    @Override
    public boolean apply(List<DocumentChange> changes) {
        try {
            return database.atomically("change documents", session -> {
                apply(session, changes);
                return true;
            });
        } catch (Outdated late) {
            return false;
        }
    }

    /**
     * Makes the changes as part of a transaction.
     *
     * @throws Outdated if one of the documents has another version than expected
     */
    static void apply(Session session, List<DocumentChange> changes) throws SQLException {
        List<DocumentChange.Put> updates = new ArrayList<>();
        for (DocumentChange change : changes) {
            if (change instanceof DocumentChange.Put put && put.expectedVersion() > 0) {
                updates.add(put);
                continue;
            }
            updateAll(session, updates);
            if (!apply(session, change)) {
                throw new Outdated();
            }
        }
        updateAll(session, updates);
    }

    private static boolean apply(Session session, DocumentChange change) throws SQLException {
        if (change instanceof DocumentChange.Put put) {
            return insert(session, put);
        }
        if (change.expectedVersion() == 0) {
            return isAbsent(session, change);
        }
        return session.update(
                        "DELETE FROM ${p}document WHERE namespace = ? AND doc_key = ? AND version = ?", statement -> {
                            statement.setString(1, change.namespace());
                            statement.setString(2, change.key());
                            statement.setLong(3, change.expectedVersion());
                        })
                == 1;
    }

    private static boolean isAbsent(Session session, DocumentChange change) throws SQLException {
        return session.query(
                        "SELECT version FROM ${p}document WHERE namespace = ? AND doc_key = ?",
                        statement -> {
                            statement.setString(1, change.namespace());
                            statement.setString(2, change.key());
                        },
                        row -> row.getLong(1))
                .isEmpty();
    }

    private static boolean insert(Session session, DocumentChange.Put put) throws SQLException {
        try {
            return session.update("""
                            ${insert_new} ${p}document (namespace, doc_key, version, due, json) VALUES (?, ?, 1, ?, ?)
                            ${or_nothing}""", statement -> {
                        statement.setString(1, put.namespace());
                        statement.setString(2, put.key());
                        Columns.number(statement, 3, put.due().map(Micros::of).orElse(null));
                        statement.setString(4, put.json());
                    })
                    == 1;
        } catch (SQLException e) {
            if (session.dialect().isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static void updateAll(Session session, List<DocumentChange.Put> puts) throws SQLException {
        if (session.dialect().countsBatches()) {
            updateTogether(session, puts);
        } else {
            for (DocumentChange.Put put : puts) {
                updateTogether(session, List.of(put));
            }
        }
        puts.clear();
    }

    /** One round trip for many of them. */
    private static void updateTogether(Session session, List<DocumentChange.Put> puts) throws SQLException {
        int[] counts = session.updateEach("""
                        UPDATE ${p}document SET version = version + 1, due = ?, json = ?
                        WHERE namespace = ? AND doc_key = ? AND version = ?""", puts, (statement, put) -> {
            Columns.number(statement, 1, put.due().map(Micros::of).orElse(null));
            statement.setString(2, put.json());
            statement.setString(3, put.namespace());
            statement.setString(4, put.key());
            statement.setLong(5, put.expectedVersion());
        });
        if (Arrays.stream(counts).anyMatch(count -> count != 1)) {
            throw new Outdated();
        }
    }

    @Override
    public List<Document> list(String namespace, String afterKey, int limit) {
        return database.plainly(
                "list documents",
                session -> session.query(
                        ALL + "WHERE namespace = ? AND doc_key > ? ORDER BY doc_key LIMIT ?",
                        statement -> {
                            statement.setString(1, namespace);
                            statement.setString(2, afterKey);
                            statement.setInt(3, limit);
                        },
                        Documents::read));
    }

    @Override
    public List<Document> due(String namespace, int limit) {
        return database.plainly(
                "list due documents",
                session -> session.query(
                        ALL + "WHERE namespace = ? AND due <= ${now} ORDER BY due, doc_key LIMIT ?",
                        statement -> {
                            statement.setString(1, namespace);
                            statement.setInt(2, limit);
                        },
                        Documents::read));
    }

    @Override
    public Instant now() {
        return database.plainly("tell the time", session -> Micros.instant(session.now()));
    }

    private static Document read(ResultSet row) throws SQLException {
        return new Document(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                Optional.ofNullable(Columns.number(row, 4)).map(Micros::instant),
                row.getString(5));
    }
}

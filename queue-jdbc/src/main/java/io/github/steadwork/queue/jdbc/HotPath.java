package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import java.sql.SQLException;
import java.util.List;

/** The three verbs that every job needs: written once for all databases, and once more where a database can do better. */
class HotPath {

    private final Database database;
    private final boolean keepsSucceeded;
    private final LaneTurns turns = new LaneTurns();

    HotPath(Database database, boolean keepsSucceeded) {
        this.database = database;
        this.keepsSucceeded = keepsSucceeded;
    }

    /** The quickest for this database. */
    static HotPath of(Database database, boolean keepsSucceeded) {
        return database.dialect() instanceof PostgresDialect
                ? new PostgresHotPath(database, keepsSucceeded)
                : new HotPath(database, keepsSucceeded);
    }

    final Database database() {
        return database;
    }

    final boolean keepsSucceeded() {
        return keepsSucceeded;
    }

    /** Stores new jobs that have neither parents nor a unique rule. */
    void store(List<StoredRequest> requests) {
        database.atomically("enqueue", session -> {
            store(session, requests);
            return requests.size();
        });
    }

    /** As {@link #store(List)}, as part of a transaction. */
    void store(Session session, List<StoredRequest> requests) throws SQLException {
        Intake intake = new Intake(session, requests, false);
        intake.findKnown();
        intake.store();
    }

    ClaimReply claim(ClaimRequest request) {
        return database.atomically("claim", session -> new Claiming(session, request, turns).run());
    }

    SettleReport settle(List<Settlement> settlements) {
        return database.atomically("settle", session -> settle(session, settlements));
    }

    /** As {@link #settle(List)}, as part of a transaction. */
    SettleReport settle(Session session, List<Settlement> settlements) throws SQLException {
        return new Settling(session, keepsSucceeded).run(settlements);
    }
}

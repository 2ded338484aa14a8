package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What can be done with a queue within a transaction of the caller's; see {@link JdbcJobQueue#within}. */
public final class JdbcTransaction {

    private final Database database;
    private final HotPath hotPath;
    private final WakeUp wakeUp;
    private final Connection connection;

    JdbcTransaction(Database database, HotPath hotPath, WakeUp wakeUp, Connection connection) {
        this.database = database;
        this.hotPath = hotPath;
        this.wakeUp = wakeUp;
        this.connection = connection;
        refuseIfItCommits();
    }

    private void refuseIfItCommits() {
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "the connection commits each statement by itself; call setAutoCommit(false) first");
            }
        } catch (SQLException e) {
            throw new io.github.steadwork.queue.JobQueueException("cannot use the connection: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link JdbcJobQueue#enqueue}; the jobs exist, and can be claimed, when the caller commits.
     *
     * @return what will have become of the jobs then; not accepted if a document has another version than expected
     */
    public EnqueueReceipt enqueue(EnqueueBatch batch) {
        try {
            return database.within(connection, "enqueue", session -> {
                EnqueueReceipt receipt = store(session, batch);
                wakeUp.tellWithin(connection);
                return receipt;
            });
        } catch (Documents.Outdated late) {
            return EnqueueReceipt.NOT_ACCEPTED;
        }
    }

    private EnqueueReceipt store(Session session, EnqueueBatch batch) throws SQLException {
        boolean isPlain = !batch.repeated() && batch.documents().isEmpty() && Intake.isPlain(batch.jobs());
        if (!isPlain) {
            return Enqueuing.store(session, batch);
        }
        hotPath.store(session, batch.jobs());
        return Enqueuing.allStored(batch.jobs());
    }

    /**
     * As {@link JdbcJobQueue#settle}: a job that writes to the same database completes together with its writes. The worker's own
     * settle of the same outcome, which comes later, finds that it has been stored.
     */
    public SettleReport settle(Settlement settlement) {
        return database.within(connection, "settle", session -> hotPath.settle(session, List.of(settlement)));
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobInterruptedException;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobIntake;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a queue within a transaction of the caller's; see {@link JdbcJobQueue#within}.
 *
 * <p>New jobs exist exactly if the caller commits:
 *
 * <pre>{@code
 * engine.jobs().through(queue.within(connection)).enqueue(SendInvoice.TYPE, new Invoice("2026-17"));
 * }</pre>
 *
 * <p>A job that writes to the same database completes together with what it writes, so its work is done exactly once:
 *
 * <pre>{@code
 * protected Void execute(Invoice invoice, JobContext context) throws SQLException {
 *     try (Connection connection = dataSource.getConnection()) {
 *         connection.setAutoCommit(false);
 *         book(invoice, connection);
 *         queue.within(connection).complete(context, null);
 *         connection.commit();
 *     }
 *     return null;
 * }
 * }</pre>
 *
 * <p>A call that throws leaves the caller's transaction as it was before, where the database can (PostgreSQL, H2 and SQLite can;
 * MariaDB and MySQL roll all of it back after a deadlock).
 */
public final class JdbcTransaction implements JobIntake {

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
            throw new JobQueueException("cannot use the connection: " + e.getMessage(), e);
        }
    }

    /**
     * As {@link JdbcJobQueue#enqueue}; the jobs exist, and can be claimed, when the caller commits.
     *
     * @return what will have become of the jobs then; not accepted if a document has another version than expected
     */
    @Override
    public EnqueueReceipt enqueue(EnqueueBatch batch) {
        try {
            return database.within(connection, "enqueue", session -> {
                EnqueueReceipt receipt = store(session, batch);
                wakeUp.tellWithin(connection);
                return receipt;
            });
        } catch (Documents.Outdated late) {
            return EnqueueReceipt.NOT_ACCEPTED;
        } catch (JobQueueException error) {
            throw Enqueuing.explained(error, database.dialect(), batch.jobs(), this::find);
        }
    }

    private Map<UUID, JobRow> find(List<UUID> ids) {
        return database.within(connection, "find jobs", session -> new JobTable(session).find(ids));
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
     * As {@link JdbcJobQueue#settle}. The worker's own settle of the same outcome, which comes later, finds that it has been stored.
     * The job is kept even where {@linkplain JdbcJobQueue.Builder#keepSucceeded successes are not}.
     */
    public SettleReport settle(Settlement settlement) {
        return database.within(connection, "settle", session -> hotPath.settle(session, List.of(settlement)));
    }

    /**
     * Completes the job that calls this, with its result, when the caller commits; if the caller rolls back, it still runs. The
     * commit should be the last thing that the job does: if it throws afterwards, it has succeeded all the same, and the worker
     * tells of a lost lease. It should give back the same result: what it gives back is not stored any more, but told
     * to who waits for it in this process.
     *
     * @param context as the job was given it
     * @param result as the job would give it back; {@code null} for nothing
     * @throws JobInterruptedException if the lease is lost, so that another worker may have the job: roll back
     */
    public void complete(JobContext context, @Nullable Object result) {
        Lease lease = new Lease(context.id(), context.leaseToken());
        Outcome outcome = new Outcome.Succeeded(context.encode(result));
        if (!settle(new Settlement(lease, outcome, context.ran())).refused().isEmpty()) {
            throw new JobInterruptedException(
                    "the lease of job " + context.id() + " is lost; another worker may have the job, so roll back");
        }
    }
}

package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.EnqueueReceipt.Enqueued;
import io.github.steadwork.queue.EnqueueReceipt.Result;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.StoredRequest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which way a batch goes in: plain jobs the quick one, small batches together with others'; all else in a transaction of its own. */
final class Enqueuing {

    private static final int SMALL = 100;

    private final Database database;
    private final HotPath hotPath;
    private final boolean shares;
    private final Runnable onWork;
    private final SharedStore shared;

    /** Calls {@code onWork} once for each write, before callers are let go. */
    Enqueuing(Database database, HotPath hotPath, boolean joinsTransactions, Runnable onWork) {
        this.database = database;
        this.hotPath = hotPath;
        this.shares = !joinsTransactions;
        this.onWork = onWork;
        this.shared = new SharedStore(this::store, System::nanoTime);
    }

    EnqueueReceipt enqueue(EnqueueBatch batch) {
        List<StoredRequest> jobs = batch.jobs();
        if (batch.repeated() || !batch.documents().isEmpty() || !Intake.isPlain(jobs)) {
            return enqueueSpecial(batch);
        }
        if (shares && !jobs.isEmpty() && jobs.size() <= SMALL) {
            shared.store(jobs);
        } else if (!jobs.isEmpty()) {
            store(jobs);
        }
        return allStored(jobs);
    }

    static EnqueueReceipt allStored(List<StoredRequest> jobs) {
        return new EnqueueReceipt(
                true,
                jobs.stream().map(job -> new Enqueued(job.id(), Result.STORED)).toList());
    }

    private void store(List<StoredRequest> jobs) {
        try {
            hotPath.store(jobs);
        } catch (JobQueueException error) {
            throw explained(error, jobs);
        }
        onWork.run();
    }

    private EnqueueReceipt enqueueSpecial(EnqueueBatch batch) {
        try {
            EnqueueReceipt receipt = database.atomically("enqueue", session -> store(session, batch));
            if (!batch.jobs().isEmpty()) {
                onWork.run();
            }
            return receipt;
        } catch (Documents.Outdated late) {
            return EnqueueReceipt.NOT_ACCEPTED;
        } catch (JobQueueException error) {
            throw explained(error, batch.jobs());
        }
    }

    /**
     * Stores a batch as part of a transaction.
     *
     * @throws Documents.Outdated if a document had another version than expected
     */
    static EnqueueReceipt store(Session session, EnqueueBatch batch) throws SQLException {
        Intake intake = new Intake(session, batch.jobs(), batch.repeated());
        if (!intake.findKnown()) {
            // what an earlier try has stored, it has stored with the documents
            Documents.apply(session, batch.documents());
        }
        return new EnqueueReceipt(true, intake.store());
    }

    private RuntimeException explained(JobQueueException error, List<StoredRequest> jobs) {
        return explained(
                error,
                database.dialect(),
                jobs,
                ids -> database.plainly("find jobs", session -> new JobTable(session).find(ids)));
    }

    /** Finds jobs by their ids. */
    @FunctionalInterface
    interface Finder {
        Map<UUID, JobRow> find(List<UUID> ids);
    }

    /** If an id was taken, an error that says which. */
    static RuntimeException explained(
            JobQueueException error, Dialect dialect, List<StoredRequest> jobs, Finder finder) {
        if (!(error.getCause() instanceof SQLException cause) || !dialect.isDuplicate(cause)) {
            return error;
        }
        Intake.refuseTwins(jobs);
        List<UUID> ids = jobs.stream().map(job -> job.id().value()).toList();
        return finder.find(ids).keySet().stream()
                .findFirst()
                .<RuntimeException>map(id -> new IllegalArgumentException(
                        "job id " + id + " is taken; make a new id for each job, or mark the batch as repeated", error))
                .orElse(error);
    }
}

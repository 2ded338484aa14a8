package io.github.steadwork.queue.jdbc;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.LeaseReport;
import io.github.steadwork.queue.LeaseUpdate;
import io.github.steadwork.queue.WorkerId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What workers say of the jobs that they hold, and which they hold. */
final class Leases {

    private final Session session;

    Leases(Session session) {
        this.session = session;
    }

    private record Held(UUID id, long token, @Nullable String cancelReason) {}

    /** Where there is no news, nothing is written, and no transaction is needed. */
    static LeaseReport extend(Database database, List<LeaseUpdate> updates) {
        boolean hasNews = updates.stream()
                .anyMatch(update ->
                        update.progress().isPresent() || update.checkpoint().isPresent());
        return hasNews
                ? database.atomically("extend leases", session -> new Leases(session).extend(updates))
                : database.plainly("extend leases", session -> new Leases(session).extend(updates));
    }

    /** Stores news first, each under its lease, and then looks how all leases stand. */
    LeaseReport extend(List<LeaseUpdate> updates) throws SQLException {
        tellProgress(updates.stream()
                .filter(update ->
                        update.progress().isPresent() && update.checkpoint().isEmpty())
                .toList());
        saveCheckpoints(updates.stream()
                .filter(update -> update.checkpoint().isPresent())
                .toList());
        return look(updates.stream().map(LeaseUpdate::lease).toList());
    }

    private void tellProgress(List<LeaseUpdate> updates) throws SQLException {
        session.updateEach(
                "UPDATE ${p}job SET progress = ?, started = TRUE WHERE id = ? AND token = ?",
                updates,
                (statement, update) -> {
                    statement.setString(1, Texts.json(update.progress().orElseThrow()));
                    bindLease(statement, 2, update.lease());
                });
    }

    private void saveCheckpoints(List<LeaseUpdate> updates) throws SQLException {
        session.updateEach("""
                UPDATE ${p}job SET checkpoint = ?, checkpoint_form = ?, progress = coalesce(?, progress), started = TRUE
                WHERE id = ? AND token = ?""", updates, (statement, update) -> {
            Payload checkpoint = update.checkpoint().orElseThrow();
            statement.setBytes(1, checkpoint.isNothing() ? null : checkpoint.bytes());
            statement.setString(2, checkpoint.isNothing() ? null : Texts.form(checkpoint));
            statement.setString(3, update.progress().map(Texts::json).orElse(null));
            bindLease(statement, 4, update.lease());
        });
    }

    private void bindLease(PreparedStatement statement, int at, Lease lease) throws SQLException {
        session.dialect().bindId(statement, at, lease.job().value());
        statement.setLong(at + 1, lease.token());
    }

    private LeaseReport look(List<Lease> leases) throws SQLException {
        List<Held> held = session.queryIds(
                "SELECT id, token, cancel_reason FROM ${p}job WHERE token IS NOT NULL AND id IN (${ids})",
                leases.stream().map(lease -> lease.job().value()).distinct().toList(),
                row -> new Held(session.dialect().readId(row, 1), row.getLong(2), row.getString(3)));
        Set<Lease> lost = new HashSet<>(leases);
        Map<JobId, String> cancelRequested = new HashMap<>();
        for (Held one : held) {
            JobId id = new JobId(one.id);
            if (lost.remove(new Lease(id, one.token)) && one.cancelReason != null) {
                cancelRequested.put(id, one.cancelReason);
            }
        }
        return new LeaseReport(lost, cancelRequested);
    }

    /** The leases that are stored for a worker. */
    List<Lease> of(WorkerId worker) throws SQLException {
        return session.query(
                "SELECT id, token FROM ${p}job WHERE state = 2 AND worker = ? AND incarnation = ?",
                statement -> {
                    statement.setString(1, worker.name());
                    statement.setLong(2, worker.incarnation());
                },
                row -> new Lease(new JobId(session.dialect().readId(row, 1)), row.getLong(2)));
    }
}

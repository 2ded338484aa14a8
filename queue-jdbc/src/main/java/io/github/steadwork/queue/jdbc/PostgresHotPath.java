package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.SettleReport;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The hot path in PostgreSQL's own words: one statement a batch, which commits by itself, with arrays for its rows. The statements stand in {@link PostgresIntake}, {@link
 * PostgresClaims} and {@link PostgresSuccesses}; what they do not know goes the way that all databases share.
 */
final class PostgresHotPath extends HotPath {

    private final PostgresClaims claims = new PostgresClaims();

    PostgresHotPath(Database database, boolean keepsSucceeded) {
        super(database, keepsSucceeded);
    }

    @Override
    void store(List<StoredRequest> requests) {
        database().plainly("enqueue", session -> {
            store(session, requests);
            return requests.size();
        });
    }

    @Override
    void store(Session session, List<StoredRequest> requests) throws SQLException {
        PostgresIntake.store(session, requests);
    }

    @Override
    ClaimReply claim(ClaimRequest request) {
        if (request.urgentOnly() || (request.agedFirst().isPresent() && areAged(request))) {
            return super.claim(request);
        }
        Optional<ClaimReply> plain = request.queues().size() == 1
                ? database().plainly("claim", session -> claims.claim(session, request))
                : database().atomically("claim", session -> claims.claim(session, request));
        return plain.orElseGet(() -> super.claim(request));
    }

    private boolean areAged(ClaimRequest request) {
        return database().plainly("claim", session -> claims.areAged(session, request));
    }

    @Override
    SettleReport settle(List<Settlement> settlements) {
        boolean plain = areSuccesses(settlements);
        if (!plain) {
            return super.settle(settlements);
        }
        SettleReport report = database()
                .plainly("settle", session -> PostgresSuccesses.store(session, settlements, keepsSucceeded()));
        if (report.refused().isEmpty()) {
            return report;
        }
        List<Settlement> rest = settlements.stream()
                .filter(settlement -> report.refused().contains(settlement.lease()))
                .toList();
        SettleReport others = super.settle(rest);
        return new SettleReport(others.refused(), report.mayUnblock() || others.mayUnblock());
    }

    @Override
    SettleReport settle(Session session, List<Settlement> settlements) throws SQLException {
        List<Settlement> successes = settlements.stream()
                .filter(settlement -> settlement.outcome() instanceof Outcome.Succeeded)
                .toList();
        if (successes.isEmpty() || !areDifferent(settlements)) {
            return super.settle(session, settlements);
        }
        Set<Lease> missed = new HashSet<>(
                PostgresSuccesses.store(session, successes, keepsSucceeded()).refused());
        List<Settlement> rest = settlements.stream()
                .filter(settlement ->
                        !(settlement.outcome() instanceof Outcome.Succeeded) || missed.contains(settlement.lease()))
                .toList();
        SettleReport report = super.settle(session, rest);
        return new SettleReport(report.refused(), report.mayUnblock() || Unblocking.hasWaiting(session));
    }

    private static boolean areSuccesses(List<Settlement> settlements) {
        return settlements.stream().allMatch(settlement -> settlement.outcome() instanceof Outcome.Succeeded)
                && areDifferent(settlements);
    }

    private static boolean areDifferent(List<Settlement> settlements) {
        Set<JobId> jobs = new HashSet<>();
        return settlements.stream()
                .allMatch(settlement -> jobs.add(settlement.lease().job()));
    }
}

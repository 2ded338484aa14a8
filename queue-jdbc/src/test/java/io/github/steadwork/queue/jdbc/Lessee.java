package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A worker without an engine, for tests that claim and settle by hand. */
final class Lessee {

    static final WorkerId WORKER = new WorkerId("worker", 1);

    private static final AtomicLong TOKENS = new AtomicLong(1);

    private Lessee() {}

    static List<Claim> claim(QueueBackend queue, String from, String type, int limit) {
        queue.workers()
                .register(new WorkerRecord(
                        WORKER,
                        "host",
                        1,
                        "1",
                        1,
                        List.of(from),
                        Set.of(),
                        WorkerState.ONLINE,
                        Instant.EPOCH,
                        Instant.EPOCH));
        return queue.claim(
                        new ClaimRequest(WORKER, TOKENS.getAndIncrement(), List.of(from), Set.of(type), limit, limit))
                .claims();
    }

    static void settle(QueueBackend queue, List<Claim> claims, Outcome outcome) {
        queue.settle(claims.stream()
                .map(claim -> new Settlement(claim.lease(), outcome, Duration.ofMillis(1)))
                .toList());
    }
}

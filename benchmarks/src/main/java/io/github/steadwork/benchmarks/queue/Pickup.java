package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Enqueues a job now and then in this process and lets another process, which has nothing else to do, run it: from the call of
 * enqueue to the start of the job. The pauses are random, so that no peer's poll can fall into step with them.
 */
record Pickup(Server server, Peer peer, int jobs, WorkerProcess worker) implements Contender {

    private static final int WARM_UPS = 20;
    private static final long PAUSE_NANOS = Duration.ofMillis(25).toNanos();
    private static final long START_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS_PER_MS = 1e6;
    private static final double P99 = 0.99;

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Sample measure() throws Exception {
        int all = WARM_UPS + jobs;
        try (Server.Database database = server.database(peer::createTables);
                Ledger ledger = Ledger.create(all);
                Node node = peer.producer(database.source())) {
            worker.work(peer, database, ledger, all);
            LockSupport.parkNanos(START_NANOS);
            long[] enqueued = enqueue(node, all);
            ledger.await(all, System.nanoTime() + PATIENCE.toNanos());
            worker.stop();
            ledger.verify(all);
            return percentiles(enqueued, ledger);
        }
    }

    private static long[] enqueue(Node node, int all) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        long[] enqueued = new long[all];
        for (int number = 0; number < all; number++) {
            LockSupport.parkNanos(random.nextLong(PAUSE_NANOS / 2, PAUSE_NANOS * 3 / 2));
            enqueued[number] = System.nanoTime();
            node.enqueue(number);
        }
        return enqueued;
    }

    private Sample percentiles(long[] enqueued, Ledger ledger) {
        double[] waits = new double[jobs];
        for (int i = 0; i < jobs; i++) {
            waits[i] = (ledger.runAt(WARM_UPS + i) - enqueued[WARM_UPS + i]) / NANOS_PER_MS;
        }
        Arrays.sort(waits);
        return new Sample(Map.of(Figure.P50, waits[jobs / 2], Figure.P99, waits[(int) (jobs * P99)]));
    }
}

package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Enqueues one by one from several threads and works in the same process, as fast as both together can: who enqueues waits while
 * too much is undone, so that neither side runs away from the other. It is measured after a run-in.
 */
record Sustained(Server server, Peer peer, int threads, Duration time) implements Contender {

    private static final int UNDONE = 500;
    private static final int CAPACITY = 4_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration RUN_IN = Duration.ofSeconds(4);
    private static final long WAIT_NANOS = 500_000;

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Sample measure() throws Exception {
        try (Server.Database database = server.database(peer::createTables);
                Ledger ledger = Ledger.create(CAPACITY)) {
            AtomicInteger next = new AtomicInteger();
            try (Node node = peer.worker(database.source(), ledger)) {
                Sample sample = load(node, ledger, next);
                ledger.await(next.get(), System.nanoTime() + PATIENCE.toNanos());
                ledger.verify(next.get());
                return sample;
            }
        }
    }

    private Sample load(Node node, Ledger ledger, AtomicInteger next) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> enqueueUntil(over, node, ledger, next)));
            }
            ledger.await(1, System.nanoTime() + PATIENCE.toNanos());
            Thread.sleep(RUN_IN.toMillis());
            long before = ledger.total();
            Stopwatch watch = new Stopwatch(server, Optional.empty());
            Thread.sleep(time.toMillis());
            Sample sample = watch.stop(ledger.total() - before);
            over.set(true);
            for (Future<?> future : futures) {
                future.get();
            }
            return sample;
        } finally {
            executor.shutdown();
        }
    }

    private static boolean enqueueUntil(AtomicBoolean over, Node node, Ledger ledger, AtomicInteger next)
            throws Exception {
        while (!over.get()) {
            if (next.get() - ledger.total() > UNDONE) {
                LockSupport.parkNanos(WAIT_NANOS);
            } else {
                node.enqueue(next.getAndIncrement());
            }
        }
        return true;
    }
}

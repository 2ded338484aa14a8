package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Enqueues one by one from several threads and works in the same process, as fast as both together can: who enqueues waits while
 * too much is undone, so that what is counted has been enqueued, run and all but the last few ended.
 */
record Sustained(Server server, Peer peer, int threads, Duration time) implements Contender {

    private static final int UNDONE = 2_000;
    private static final int CAPACITY = 4_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long WAIT_NANOS = 500_000;

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Sample measure() throws Exception {
        try (Server.Database database = server.database(peer);
                Ledger ledger = Ledger.create(CAPACITY)) {
            AtomicInteger next = new AtomicInteger();
            Sample sample = run(database, ledger, next);
            ledger.verify(next.get());
            return sample;
        }
    }

    private Sample run(Server.Database database, Ledger ledger, AtomicInteger next) throws Exception {
        try (Node node = peer.worker(database.source(), ledger)) {
            Stopwatch watch = new Stopwatch(server, Optional.empty());
            long deadline = System.nanoTime() + time.toNanos();
            enqueueUntil(deadline, node, ledger, next);
            Sample sample = watch.stop(ledger.total());
            ledger.await(next.get(), System.nanoTime() + PATIENCE.toNanos());
            return sample;
        }
    }

    private void enqueueUntil(long deadline, Node node, Ledger ledger, AtomicInteger next) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> {
                    while (System.nanoTime() - deadline < 0) {
                        if (next.get() - ledger.total() > UNDONE) {
                            LockSupport.parkNanos(WAIT_NANOS);
                        } else {
                            node.enqueue(next.getAndIncrement());
                        }
                    }
                    return true;
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            executor.shutdown();
        }
    }
}

package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Enqueues for some time; nobody works.
 *
 * @param threads how many threads enqueue
 * @param batches whether they enqueue as many at a time as suits the peer, or one by one
 */
record Enqueue(Server server, Peer peer, int threads, boolean batches, Duration time) implements Contender {

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Sample measure() throws Exception {
        try (Server.Database database = server.database(peer::createTables);
                Node node = peer.producer(database.source())) {
            AtomicInteger next = new AtomicInteger();
            int size = batches ? peer.batch() : 1;
            put(node, next.getAndAdd(size), size);
            Stopwatch watch = new Stopwatch(server, Optional.empty());
            int before = next.get();
            long deadline = System.nanoTime() + time.toNanos();
            inParallel(() -> {
                while (System.nanoTime() - deadline < 0) {
                    put(node, next.getAndAdd(size), size);
                }
                return next;
            });
            return watch.stop(next.get() - before);
        }
    }

    private static void put(Node node, int number, int size) throws Exception {
        if (size == 1) {
            node.enqueue(number);
        } else {
            node.enqueueAll(number, number + size);
        }
    }

    private void inParallel(Callable<?> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } finally {
            executor.shutdown();
        }
    }
}

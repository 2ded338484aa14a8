package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.peer.Statements;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Works a backlog of no-op jobs off, from the first run until the last end is stored.
 *
 * @param jobs how many there are
 * @param history how many have been worked off before
 * @param second another process that works beside this one, if any
 */
record Drain(Server server, Peer peer, int jobs, int history, Optional<WorkerProcess> second) implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long NANOS_PER_JOB = 1_000_000;
    private static final long LOOK_NANOS = 2_000_000;

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Sample measure() throws Exception {
        try (Server.Database database = server.database(peer::createTables)) {
            if (history > 0) {
                drain(database, history);
            }
            return drain(database, jobs);
        }
    }

    private Sample drain(Server.Database database, int count) throws Exception {
        try (Ledger ledger = Ledger.create(count)) {
            fill(database, count);
            Sample sample = work(database, ledger, count);
            ledger.verify(count);
            return sample;
        }
    }

    private void fill(Server.Database database, int upTo) throws Exception {
        try (Node node = peer.producer(database.source())) {
            for (int from = 0; from < upTo; from += peer.batch()) {
                node.enqueueAll(from, Math.min(upTo, from + peer.batch()));
            }
        }
        database.settle();
    }

    private Sample work(Server.Database database, Ledger ledger, int count) throws Exception {
        Stopwatch watch = new Stopwatch(server, second);
        Node node = peer.worker(database.source(), ledger);
        try {
            if (second.isPresent()) {
                second.get().work(peer, database, ledger, count);
            }
            awaitEnd(database, ledger, count);
            Sample sample = watch.stop(count, ledger.firstRun());
            if (second.isPresent()) {
                second.get().stop();
            }
            return sample;
        } finally {
            node.close();
        }
    }

    private void awaitEnd(Server.Database database, Ledger ledger, int count) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos() + count * NANOS_PER_JOB;
        boolean ran = ledger.await(count, deadline);
        while (Statements.ask(database.source(), peer.unfinished())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "stuck: " + ledger.total() + " runs of " + count + " jobs; all ran: " + ran);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}

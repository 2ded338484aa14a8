package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.peer.Statements;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Works a backlog of no-op jobs off, from the first run until the last end is stored.
 *
 * @param jobs how many there are
 * @param second another process that works beside this one, if any
 */
record Drain(Server server, Peer peer, int jobs, Optional<WorkerProcess> second) implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = 2_000_000;

    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public Sample measure() throws Exception {
        try (Server.Database database = server.database(peer);
                Ledger ledger = Ledger.create(jobs)) {
            fill(database, jobs);
            Sample sample = work(database, ledger);
            ledger.verify(jobs);
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

    private Sample work(Server.Database database, Ledger ledger) throws Exception {
        Stopwatch watch = new Stopwatch(server, second);
        try (Node node = peer.worker(database.source(), ledger)) {
            if (second.isPresent()) {
                second.get().work(peer, database, ledger, jobs);
            }
            awaitEnd(database, ledger);
            Sample sample = watch.stop(jobs, ledger.firstRun());
            if (second.isPresent()) {
                second.get().stop();
            }
            return sample;
        }
    }

    private void awaitEnd(Server.Database database, Ledger ledger) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean ran = ledger.await(jobs, deadline);
        while (Statements.ask(database.source(), peer.unfinished())) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(
                        "stuck: " + ledger.total() + " runs of " + jobs + " jobs; all ran: " + ran);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}

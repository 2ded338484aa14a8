package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.peer.Peers;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Results;
import io.github.steadwork.benchmarks.rounds.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Measures durable queues on one PostgreSQL, in turns. */
public final class QueueBench {

    private static final int MANY = 8;

    private final QueueOptions options;
    private final Server server;
    private final Rounds rounds;
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    private QueueBench(QueueOptions options, Server server) {
        this.options = options;
        this.server = server;
        this.rounds = new Rounds(1, options.rounds().orElse(options.full() ? 7 : 3));
    }

    /** Measures what was asked for, prints tables, and gives the ratios. */
    public static Map<String, Double> run(QueueOptions options) throws Exception {
        try (Server server = options.url().isPresent() ? Server.at(options.url().get()) : Server.start()) {
            System.out.println("PostgreSQL " + server.version());
            QueueBench bench = new QueueBench(options, server);
            bench.measureAll();
            return bench.ratios;
        }
    }

    private void measureAll() throws Exception {
        enqueue("enqueue-1-thread", 1, false, "raw", "db-scheduler", "jobrunr", "quartz");
        enqueue("enqueue-8-threads", MANY, false, "raw", "db-scheduler", "jobrunr", "quartz");
        enqueue("enqueue-batch", 1, true, "raw", "raw-copy", "db-scheduler", "jobrunr", "quartz");
        drain();
    }

    private void enqueue(String measure, int threads, boolean batches, String... peers) throws Exception {
        if (options.wants(measure)) {
            Duration time = Duration.ofMillis(options.full() ? 5_000 : 1_500);
            Results results = rounds.run(
                    contenders(peer -> new Enqueue(server, peer, threads, batches, time), with(Peers.OURS, peers)));
            report(measure, results, List.of(peers));
        }
    }

    private void drain() throws Exception {
        if (options.wants("drain") || options.wants("drain-no-history")) {
            List<String> peers = List.of(
                    "raw", "raw-delete", "raw-one-by-one", "db-scheduler", "db-scheduler-fetch", "jobrunr", "quartz");
            List<String> all = new ArrayList<>(peers);
            all.add("steadwork-no-history");
            all.add(Peers.OURS);
            Results results =
                    rounds.run(contenders(peer -> new Drain(server, peer, backlog(peer), Optional.empty()), all));
            report("drain", results, peers);
            for (String peer : peers) {
                results.ratio(ratios, "queue.drain-no-history", peer, Figure.RATE, "steadwork-no-history", peer);
            }
        }
    }

    private int backlog(Peer peer) {
        return peer.pace() * (options.full() ? 6 : 2);
    }

    private static List<String> with(String ours, String... peers) {
        List<String> all = new ArrayList<>(List.of(peers));
        all.add(ours);
        return all;
    }

    private List<Contender> contenders(Function<Peer, Contender> make, List<String> names) {
        List<Contender> contenders = new ArrayList<>();
        for (String name : names) {
            if (options.wantsPeer(name)) {
                contenders.add(make.apply(Peers.named(name)));
            }
        }
        return contenders;
    }

    private void report(String measure, Results results, List<String> peers) {
        results.print("queue." + measure);
        for (String peer : peers) {
            results.ratio(ratios, "queue." + measure, peer, Figure.RATE, Peers.OURS, peer);
        }
    }
}

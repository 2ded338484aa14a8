package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.peer.Peers;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Options;
import io.github.steadwork.benchmarks.rounds.Report;
import io.github.steadwork.benchmarks.rounds.Results;
import io.github.steadwork.benchmarks.rounds.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Measures durable queues on one PostgreSQL, in turns. */
public final class QueueBench {

    private static final int MANY = 8;
    private static final int TEN_THOUSAND = 10_000;
    private static final int MILLION = 1_000_000;

    private final Options options;
    private final Server server;
    private final Rounds rounds;
    private final Report report;

    private QueueBench(Options options, Server server, Report report) {
        this.report = report;
        this.options = options;
        this.server = server;
        this.rounds = new Rounds(1, options.rounds().orElse(options.full() ? 7 : 3));
    }

    /** Measures what was asked for. */
    public static void run(Options options, Report report) throws Exception {
        try (Server server = options.url().isPresent() ? Server.at(options.url().get()) : Server.start()) {
            report.say("PostgreSQL " + server.version());
            new QueueBench(options, server, report).measureAll();
        }
    }

    private void measureAll() throws Exception {
        enqueue("enqueue-1-thread", 1, false, "raw", "db-scheduler", "jobrunr", "quartz");
        enqueue("enqueue-8-threads", MANY, false, "raw", "db-scheduler", "jobrunr", "quartz");
        enqueue("enqueue-batch", 1, true, "raw", "raw-copy", "db-scheduler", "jobrunr", "quartz");
        drain();
        drainWithKeys();
        drainTogether();
        pickup();
        sustained();
        drainOf("drain-10k", TEN_THOUSAND, 3);
        drainOf("drain-1m", MILLION, 1);
    }

    private void enqueue(String measure, int threads, boolean batches, String... names) throws Exception {
        List<String> peers = List.of(names);
        if (options.wants(measure)) {
            Duration time = Duration.ofMillis(options.full() ? 5_000 : 1_000);
            Results results = rounds.run(
                    contenders(peer -> new Enqueue(server, peer, threads, batches, time), with(Peers.OURS, peers)));
            report(measure, results, peers);
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
                    rounds.run(contenders(peer -> new Drain(server, peer, backlog(peer), 0, Optional.empty()), all));
            report("drain", results, peers);
            for (String peer : peers) {
                report.ratio("queue.drain-no-history", peer, results.ratio(Figure.RATE, "steadwork-no-history", peer));
            }
        }
    }

    /** What it costs that each job has one of a thousand keys, beside the same without any. */
    private void drainWithKeys() throws Exception {
        if (options.wants("drain-keyed")) {
            String keyed = "steadwork-keyed";
            Results results = rounds.run(contenders(
                    peer -> new Drain(server, peer, backlog(peer), 0, Optional.empty()), List.of(keyed, Peers.OURS)));
            report.table("queue.drain-keyed", results);
            report.ratio("queue.drain-keyed", "unlimited", results.ratio(Figure.RATE, keyed, Peers.OURS));
        }
    }

    private void drainTogether() throws Exception {
        if (options.wants("drain-2-processes")) {
            List<String> peers = List.of("raw", "db-scheduler", "jobrunr", "quartz");
            try (WorkerProcess second = WorkerProcess.start()) {
                Results results = rounds.run(contenders(
                        peer -> new Drain(server, peer, backlog(peer), 0, Optional.of(second)),
                        with(Peers.OURS, peers)));
                report("drain-2-processes", results, peers);
            }
        }
    }

    /** The same peers with few and with many jobs queued; ours has as many in its history before. */
    private void drainOf(String measure, int jobs, int counted) throws Exception {
        if (options.full() ? options.wants(measure) : options.names(measure)) {
            List<String> peers = List.of("raw", "db-scheduler");
            Results results = new Rounds(counted > 1 ? 1 : 0, options.rounds().orElse(counted))
                    .run(contenders(
                            peer -> new Drain(
                                    server, peer, jobs, peer.name().equals(Peers.OURS) ? jobs : 0, Optional.empty()),
                            with(Peers.OURS, peers)));
            report(measure, results, peers);
        }
    }

    private void pickup() throws Exception {
        if (options.wants("pickup")) {
            List<String> peers = List.of("raw-notify", "db-scheduler", "jobrunr", "quartz", "steadwork-poll");
            try (WorkerProcess worker = WorkerProcess.start()) {
                int jobs = options.full() ? 1_000 : 200;
                Results results = new Rounds(0, options.rounds().orElse(1))
                        .run(contenders(peer -> new Pickup(server, peer, jobs, worker), with(Peers.OURS, peers)));
                report.table("queue.pickup: on an idle system, by another process", results);
                for (String peer : peers) {
                    report.ratio("queue.pickup-p50", peer, results.ratio(Figure.P50, Peers.OURS, peer));
                    report.ratio("queue.pickup-p99", peer, results.ratio(Figure.P99, Peers.OURS, peer));
                }
            }
        }
    }

    private void sustained() throws Exception {
        if (options.wants("sustained")) {
            List<String> peers = List.of("db-scheduler", "jobrunr", "quartz");
            Duration time = Duration.ofSeconds(options.full() ? 60 : 6);
            Results results = new Rounds(0, options.rounds().orElse(2))
                    .run(contenders(peer -> new Sustained(server, peer, MANY, time), with(Peers.OURS, peers)));
            report("sustained", results, peers);
        }
    }

    private int backlog(Peer peer) {
        return peer.pace() * (options.full() ? 6 : 2);
    }

    private static List<String> with(String ours, List<String> peers) {
        List<String> all = new ArrayList<>(peers);
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
        report.table("queue." + measure, results);
        for (String peer : peers) {
            report.ratio("queue." + measure, peer, results.ratio(Figure.RATE, Peers.OURS, peer));
        }
    }
}

package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.faults.Ledger.Phase;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.Limit;
import io.github.steadwork.queue.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A limit holds whatever happens to the workers, as the books of what they really did say. */
class LimitTest {

    private static final int AT_A_TIME = 3;

    @Test
    void noMoreJobsAreAtWorkThanTheirLimitAllowsWhoeverIsKilled() {
        try (Site site = Site.on(PostgresServer.shared())) {
            site.worker("survivor").start();
            for (int i = 0; i < 300; i++) {
                site.enqueue(JobRequest.of(Deed.TYPE, Deed.work(10)).limit(Limit.ofKey("fragile", AT_A_TIME)));
            }
            List<Instant> kills = new ArrayList<>();
            for (int life = 1; life <= 3; life++) {
                WorkerProcess victim = site.worker("victim").start();
                long before = site.worked();
                Eventually.holds(() -> site.worked() > before + 20 || site.allHaveEnded(), victim::log);
                victim.kill();
                kills.add(Instant.now());
            }

            site.awaitGoodEnd();

            assertThat(mostAtATime(site.ledger().entries(), kills)).isBetween(2, AT_A_TIME);
        }
    }

    /** When an attempt began or ended; ends come first among those of the same moment. */
    private record Edge(Instant at, int change) {}

    private static int mostAtATime(List<Ledger.Entry> entries, List<Instant> kills) {
        Map<Lease, Instant> ends = new HashMap<>();
        // who had lost its lease, on a machine that was too busy, was not counted any more
        Set<Lease> lost = new HashSet<>();
        for (Ledger.Entry entry : entries) {
            if (entry.phase() == Phase.WORKED) {
                ends.put(lease(entry), entry.at());
            } else if (entry.phase() == Phase.REFUSED) {
                lost.add(lease(entry));
            }
        }
        List<Edge> edges = new ArrayList<>();
        for (Ledger.Entry entry : entries) {
            if (entry.phase() == Phase.STARTED && !lost.contains(lease(entry))) {
                Instant end = ends.getOrDefault(lease(entry), firstAfter(kills, entry.at()));
                edges.add(new Edge(entry.at(), 1));
                edges.add(new Edge(end, -1));
            }
        }
        edges.sort(Comparator.comparing(Edge::at).thenComparingInt(Edge::change));
        int now = 0;
        int most = 0;
        for (Edge edge : edges) {
            now += edge.change;
            most = Math.max(most, now);
        }
        return most;
    }

    private static Lease lease(Ledger.Entry entry) {
        return new Lease(entry.job(), entry.token());
    }

    private static Instant firstAfter(List<Instant> kills, Instant start) {
        return kills.stream().filter(kill -> kill.isAfter(start)).findFirst().orElse(Instant.MAX);
    }
}

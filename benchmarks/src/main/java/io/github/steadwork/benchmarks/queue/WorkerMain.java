package io.github.steadwork.benchmarks.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Node;
import io.github.steadwork.benchmarks.peer.Peers;
import io.github.steadwork.benchmarks.postgres.Server;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs in a {@link WorkerProcess}: reads orders from its standard input, and ends when that ends. */
final class WorkerMain {

    private @Nullable Node node;
    private @Nullable HikariDataSource source;

    private WorkerMain() {}

    public static void main(String[] args) throws Exception {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        WorkerMain worker = new WorkerMain();
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            worker.obey(List.of(order.split("\t")));
            System.out.println("done");
        }
        System.exit(0);
    }

    private void obey(List<String> order) throws Exception {
        if (order.get(0).equals("work")) {
            int jobs = Integer.parseInt(order.get(4));
            HikariDataSource opened = Server.pool(order.get(2));
            source = opened;
            node = Peers.named(order.get(1)).worker(opened, Ledger.open(Path.of(order.get(3)), jobs));
        } else {
            if (node != null) {
                node.close();
            }
            if (source != null) {
                source.close();
            }
        }
    }
}

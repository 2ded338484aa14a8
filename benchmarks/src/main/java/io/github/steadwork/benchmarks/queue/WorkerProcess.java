package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Peer;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.ChildJvm;
import java.io.IOException;
import java.time.Duration;

/** A second JVM that works for one peer after the other, as it is told; it ends with this one. For use by one thread. */
final class WorkerProcess implements AutoCloseable {

    private final ChildJvm jvm;

    private WorkerProcess(ChildJvm jvm) {
        this.jvm = jvm;
    }

    static WorkerProcess start() throws IOException {
        return new WorkerProcess(ChildJvm.start("512m", WorkerMain.class));
    }

    /** Lets it work for this peer, until it is told to stop. */
    void work(Peer peer, Server.Database database, Ledger ledger, int jobs) throws IOException {
        order(String.join(
                "\t", "work", peer.name(), database.url(), ledger.file().toString(), Integer.toString(jobs)));
    }

    /** Lets it stop, and waits until it has. */
    void stop() throws IOException {
        order("stop");
    }

    private void order(String order) throws IOException {
        String answer = jvm.ask(order);
        if (!"done".equals(answer)) {
            throw new IOException("the second process answers '" + order + "' with " + answer);
        }
    }

    Duration cpu() {
        return jvm.cpu();
    }

    @Override
    public void close() {
        jvm.close();
    }
}

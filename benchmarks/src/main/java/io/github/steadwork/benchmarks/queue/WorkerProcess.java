package io.github.steadwork.benchmarks.queue;

import io.github.steadwork.benchmarks.peer.Ledger;
import io.github.steadwork.benchmarks.peer.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A second JVM that works for one peer after the other, as it is told; it ends with this one. For use by one thread. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    private WorkerProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static WorkerProcess start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName());
        return new WorkerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
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
        orders.write(order + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (!"done".equals(answer)) {
            throw new IOException("the second process answers '" + order + "' with " + answer);
        }
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

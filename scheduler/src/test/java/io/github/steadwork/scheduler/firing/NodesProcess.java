package io.github.steadwork.scheduler.firing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** A running process of several nodes, and what can be done to it. */
final class NodesProcess {

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader words;

    private NodesProcess(Process process) {
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, UTF_8);
        this.words = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Starts one; it is not ready before {@link #awaitReady} returns. */
    static NodesProcess start(String url, int nodes) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodesMain.class.getName(),
                        url,
                        String.valueOf(nodes))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new NodesProcess(process);
    }

    void awaitReady() throws IOException {
        await(NodesMain.READY);
    }

    /** Lets all its nodes fire, at so long after the database's time. */
    void fireAt(Duration time, NodesMain.Hold hold) {
        orders.println("to " + time.toMillis() + " " + hold);
    }

    void awaitDone() throws IOException {
        await(NodesMain.DONE);
    }

    /** Waits until a node stands still just before or after its write. */
    void awaitHolding() throws IOException {
        await(NodesMain.HOLDING);
    }

    void release() {
        orders.println(NodesMain.GO);
    }

    private void await(String word) throws IOException {
        String line = words.readLine();
        while (line != null && !line.startsWith(NodesMain.VOICE)) {
            line = words.readLine();
        }
        assertThat(line).isEqualTo(NodesMain.VOICE + word);
    }

    /** Ends it as kill -9 does. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }
}

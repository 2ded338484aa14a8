package io.github.steadwork.databases;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running server. Beside it runs a guard, a shell that waits for this JVM to close a pipe and then kills the server and deletes its folder: so nothing is left behind however the
 * JVM ends, kill -9 included.
 */
final class ServerProcess {
    private static final long PATIENCE_SECONDS = 60;
    private static final String GUARD =
            "trap '' INT TERM HUP; cat >/dev/null; kill -9 \"$1\" 2>/dev/null; sleep 1; rm -rf \"$2\"";

    private final Process process;
    private final Process guard;
    private final Path log;

    private ServerProcess(Process process, Process guard, Path log) {
        this.process = process;
        this.guard = guard;
        this.log = log;
    }

    /** Starts a server whose output goes to {@code server.log} in its folder, which goes with it. */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path folder) throws IOException {
        Path log = folder.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Process guard = new ProcessBuilder("sh", "-c", GUARD, "guard", Long.toString(process.pid()), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new ServerProcess(process, guard, log);
    }

    /** Runs a command to its end, with its output in the log; a failure carries that log. */
    static void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (exitCode(process) != 0) {
            throw new IOException(command + " failed:\n" + Files.readString(log));
        }
    }

    static boolean succeeds(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return exitCode(process) == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal, such as {@code INT}. */
    void signal(String name) throws IOException {
        run(List.of("sh", "-c", "kill -" + name + " " + process.pid()), log.resolveSibling("signal.log"));
    }

    /** Sends a signal that ends the server and waits for the end. */
    void end(String signal) throws IOException {
        if (process.isAlive()) {
            signal(signal);
        }
        exitCode(process);
        // Only now, when there is nothing left to guard: the process id may soon be somebody else's.
        guard.destroyForcibly();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    private static int exitCode(Process process) throws IOException {
        try {
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a process to end");
        }
        process.destroyForcibly();
        throw new IOException("a process has not ended within " + PATIENCE_SECONDS + " seconds: " + process.info());
    }
}

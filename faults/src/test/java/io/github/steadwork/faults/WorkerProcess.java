package io.github.steadwork.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running worker process, and what can be done to it. */
final class WorkerProcess {

    private static final long PATIENCE_SECONDS = 30;

    private final String name;
    private final Process process;
    private final Path log;

    private WorkerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a worker and waits until it works. */
    static WorkerProcess start(WorkerOptions options, List<String> jvm, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()));
        command.addAll(options.arguments());
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            WorkerProcess worker = new WorkerProcess(options.name(), process, log);
            Eventually.holds(worker::isReady, worker::log);
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError(name + " has not started; its log:\n" + log());
        }
        return log().contains(WorkerMain.READY);
    }

    String name() {
        return name;
    }

    /** Ends it at once, as kill -9 does. */
    void kill() {
        signal("KILL");
        awaitEnd();
    }

    /** Lets it stand still without knowing. */
    void freeze() {
        signal("STOP");
    }

    /** Lets it go on where it stood still. */
    void thaw() {
        signal("CONT");
    }

    /** Asks it to end, as an operator does, and waits until it has. */
    void end() {
        signal("TERM");
        awaitEnd();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end; its log:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it for good, whatever state it is in. */
    void discard() {
        process.destroyForcibly();
    }

    /** All that it has said. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

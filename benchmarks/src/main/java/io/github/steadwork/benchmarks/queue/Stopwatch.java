package io.github.steadwork.benchmarks.queue;

import com.sun.management.OperatingSystemMXBean;
import io.github.steadwork.benchmarks.postgres.Server;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Takes real time and processor time, of this process, another one and the server. */
final class Stopwatch {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final double NANOS_PER_MICRO = 1_000;

    private final Server server;
    private final Optional<WorkerProcess> other;
    private final long startNanos = System.nanoTime();
    private final long startClient;
    private final long startServer;

    Stopwatch(Server server, Optional<WorkerProcess> other) {
        this.server = server;
        this.other = other;
        this.startClient = clientNanos();
        this.startServer = server.cpuNanos();
    }

    /** What it took to do so many jobs since the start of this watch. */
    Sample stop(long jobs) {
        return stop(jobs, startNanos);
    }

    /** As {@link #stop(long)}, but in real time since the given moment. */
    Sample stop(long jobs, long sinceNanos) {
        long nanos = System.nanoTime() - sinceNanos;
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RATE, jobs * 1e9 / nanos);
        figures.put(Figure.CLIENT_CPU, (clientNanos() - startClient) / NANOS_PER_MICRO / jobs);
        long served = server.cpuNanos() - startServer;
        if (served > 0) {
            figures.put(Figure.SERVER_CPU, served / NANOS_PER_MICRO / jobs);
        }
        return new Sample(figures);
    }

    private long clientNanos() {
        long others = other.map(WorkerProcess::cpu).orElse(Duration.ZERO).toNanos();
        return SYSTEM.getProcessCpuTime() + others;
    }
}

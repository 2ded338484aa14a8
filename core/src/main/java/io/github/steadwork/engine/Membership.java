package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerDirectory;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.queue.WorkerRecord;
import io.github.steadwork.queue.WorkerState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Who this worker is in the directory: one name, and a new incarnation each time that it was taken for dead. */
final class Membership {

    private final WorkerDirectory directory;
    private final JobConfig config;
    private final String host = host();
    private volatile WorkerId worker;

    Membership(WorkerDirectory directory, JobConfig config) {
        this.directory = directory;
        this.config = config;
        this.worker = nextLife();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private WorkerId nextLife() {
        String name = config.workerName()
                .orElseGet(() -> host + "-" + ProcessHandle.current().pid());
        return new WorkerId(name, ThreadLocalRandom.current().nextLong());
    }

    WorkerId worker() {
        return worker;
    }

    void enter() {
        directory.register(description());
    }

    private WorkerRecord description() {
        return new WorkerRecord(
                worker,
                host,
                ProcessHandle.current().pid(),
                version(),
                config.workers(),
                config.queues(),
                config.pools(),
                config.capabilities(),
                config.workerTags(),
                WorkerState.ONLINE,
                Vitals.UNKNOWN,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** All that this worker can do and be, for jobs that require something. */
    Set<String> offers() {
        return description().offers();
    }

    private static String version() {
        String version = Membership.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Says that the worker is alive; false if it had been taken for dead and has entered anew, as another life. */
    boolean heartbeat(WorkerState state, Vitals vitals) {
        if (directory.heartbeat(worker, state, vitals)) {
            return true;
        }
        worker = nextLife();
        enter();
        return false;
    }

    void leave() {
        directory.leave(worker);
    }
}

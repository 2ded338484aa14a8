package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.databases.DatabaseServer;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.QueueManager;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One test's database, ledger, workers, and the application that enqueues. */
final class Site implements AutoCloseable {

    /** Short, for tests that wait until it is over. A machine that is too busy may make it seem over, which then is in the books. */
    static final Duration LEASE = Duration.ofSeconds(2);

    /** Long, for tests in which nobody may be taken for dead. */
    static final Duration LONG_LEASE = Duration.ofSeconds(20);

    private final String url;
    private final Path folder;
    private final HikariDataSource dataSource;
    private final QueueBackend backend;
    private final JobEngine application;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final Queue<JobId> enqueued = new ConcurrentLinkedQueue<>();

    private Site(String url, UnaryOperator<DataSource> fault) {
        this.url = url;
        try {
            Path all = Files.createDirectories(Path.of("target", "faults").toAbsolutePath());
            this.folder = Files.createTempDirectory(all, "site-");
            Files.createDirectory(folder.resolve("ledger"));
            Files.createDirectory(folder.resolve("gates"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.dataSource = pool(url, fault);
        this.backend = JdbcJobQueue.builder(dataSource).build();
        this.application = JobEngine.builder()
                .config(JobConfig.builder().set(JobSetting.WORKERS, 0).build())
                .queue(backend)
                .runElsewhere(Deed.TYPE, Deed.RARE_TYPE)
                .build();
    }

    /** On a new database of this server. */
    static Site on(DatabaseServer server) {
        return new Site(server.newDatabase(), UnaryOperator.identity());
    }

    /** On a new database of this server, where the application's connections have this fault. */
    static Site on(DatabaseServer server, UnaryOperator<DataSource> fault) {
        return new Site(server.newDatabase(), fault);
    }

    private static HikariDataSource pool(String url, UnaryOperator<DataSource> fault) {
        PGSimpleDataSource real = new PGSimpleDataSource();
        real.setUrl(url);
        HikariConfig config = new HikariConfig();
        config.setDataSource(fault.apply(real));
        config.setConnectionTimeout(3_000);
        return new HikariDataSource(config);
    }

    String url() {
        return url;
    }

    DataSource dataSource() {
        return dataSource;
    }

    QueueBackend backend() {
        return backend;
    }

    QueueManager jobs() {
        return application.jobs();
    }

    Ledger ledger() {
        return new Ledger(folder.resolve("ledger"));
    }

    /** A worker that is not started yet. */
    Hire worker(String name) {
        return new Hire(name);
    }

    /** What is special about a worker. */
    final class Hire {

        private final String name;
        private final Map<String, String> settings = new HashMap<>(Map.of(
                JobSetting.LEASE_TIME.key(), LEASE.toMillis() + "ms",
                JobSetting.WORKERS.key(), "4",
                JobSetting.MAX_RETRIES.key(), "20",
                JobSetting.RETRY_DELAY.key(), "100ms",
                JobSetting.RETRY_BACKOFF.key(), "1"));
        private final List<String> jvm = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private String through = url;
        private boolean knowsRareDeeds;
        private Duration clockShift = Duration.ZERO;
        private String losesRepliesOf = "";

        private Hire(String name) {
            this.name = name;
            settings.put(JobSetting.WORKER_NAME.key(), name);
        }

        Hire with(JobSetting setting, Object value) {
            settings.put(setting.key(), value.toString());
            return this;
        }

        /** With a lease that no busy machine lets run out. */
        Hire withLongLease() {
            return with(JobSetting.LEASE_TIME, LONG_LEASE.toMillis() + "ms");
        }

        Hire through(Wire wire) {
            through = wire.url(url);
            return this;
        }

        Hire knowingRareDeeds() {
            knowsRareDeeds = true;
            return this;
        }

        Hire withClockOff(Duration shift) {
            clockShift = shift;
            return this;
        }

        Hire losingRepliesOf(String threads) {
            losesRepliesOf = threads;
            return this;
        }

        Hire environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Hire jvm(String option) {
            jvm.add(option);
            return this;
        }

        WorkerProcess start() {
            WorkerOptions options =
                    new WorkerOptions(name, through, folder, knowsRareDeeds, clockShift, losesRepliesOf, settings);
            WorkerProcess worker = WorkerProcess.start(
                    options, jvm, environment, folder.resolve(name + "-" + workers.size() + ".log"));
            workers.add(worker);
            return worker;
        }
    }

    /** Enqueues one job, and again under the same id as long as the database does not answer. */
    JobId enqueue(JobRequest<?, ?> request) {
        Eventually.holds(() -> isTaken(request), () -> "the database does not take " + request);
        enqueued.add(request.id());
        return request.id();
    }

    JobId enqueue(Deed deed) {
        return enqueue(JobRequest.of(Deed.TYPE, deed));
    }

    List<JobId> enqueue(int count, Deed deed) {
        List<JobRequest<?, ?>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(JobRequest.of(Deed.TYPE, deed));
        }
        jobs().enqueueAll(requests);
        List<JobId> ids = requests.stream().<JobId>map(JobRequest::id).toList();
        enqueued.addAll(ids);
        return ids;
    }

    private boolean isTaken(JobRequest<?, ?> request) {
        try {
            jobs().enqueueAll(List.of(request));
            return true;
        } catch (JobQueueException notNow) {
            return false;
        }
    }

    void openGate(String name) {
        try {
            Files.createFile(folder.resolve("gates").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an attempt has come so far, on that worker. */
    Ledger.Entry await(JobId job, Ledger.Phase phase, WorkerProcess worker) {
        Eventually.holds(
                () -> entries(job, phase).anyMatch(entry -> entry.worker().equals(worker.name())),
                () -> job + " " + phase + " on " + worker.name() + "\n" + worker.log());
        return entries(job, phase)
                .filter(entry -> entry.worker().equals(worker.name()))
                .findFirst()
                .orElseThrow();
    }

    Stream<Ledger.Entry> entries(JobId job, Ledger.Phase phase) {
        return ledger().entries().stream().filter(entry -> entry.job().equals(job) && entry.phase() == phase);
    }

    long worked() {
        return ledger().entries().stream()
                .filter(entry -> entry.phase() == Ledger.Phase.WORKED)
                .count();
    }

    /** Waits until every job that was enqueued has ended; says which has not. */
    void awaitAllEnded() {
        Eventually.holds(this::allHaveEnded, this::describeUnfinished);
    }

    boolean allHaveEnded() {
        try {
            return jobs().count(JobFilter.ALL.states(JobState.WAITING, JobState.QUEUED, JobState.RUNNING)) == 0;
        } catch (JobQueueException notNow) {
            return false;
        }
    }

    private String describeUnfinished() {
        StringBuilder text = new StringBuilder("these jobs have not ended:\n");
        jobs().list(JobFilter.ALL.states(JobState.WAITING, JobState.QUEUED, JobState.RUNNING)).stream()
                .limit(10)
                .forEach(job -> text.append(job).append('\n'));
        return text.append(logs()).toString();
    }

    /** Waits for the end of all jobs and looks whether every promise was kept. */
    void awaitGoodEnd() {
        awaitAllEnded();
        Promises.of(this).holdFor(enqueued);
    }

    /** As {@link #awaitGoodEnd()}; besides, no job was done twice. */
    void awaitGoodEndWithoutDuplicates() {
        awaitGoodEnd();
        assertThat(worked()).as("how many times work was done").isEqualTo(enqueued.size());
    }

    List<String> outcomes(JobId job) {
        return backend.inspector().attempts(job).stream()
                .map(AttemptRecord::outcome)
                .toList();
    }

    /** What all workers have said. */
    String logs() {
        StringBuilder text = new StringBuilder();
        workers.forEach(worker -> text.append(worker.name()).append(":\n").append(worker.log()));
        return text.toString();
    }

    void assertThatNobodyHasDied() {
        assertThat(workers).as(this::logs).allMatch(WorkerProcess::isAlive);
    }

    @Override
    public void close() {
        workers.forEach(WorkerProcess::discard);
        application.close();
        backend.close();
        dataSource.close();
    }
}

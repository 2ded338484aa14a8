package io.github.steadwork.benchmarks.peer;

import java.time.Duration;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr, the open source edition, with as many workers as it takes by default on two processors, and the shortest poll that it allows. */
public final class JobRunrPeer implements Peer {

    private static final int WORKERS = 16;
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration MEMORY_POLL = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(5);

    /** What is enqueued. */
    public record Count(int value) implements JobRequest {
        @Override
        public Class<Counting> getJobRequestHandler() {
            return Counting.class;
        }
    }

    /** What runs it. */
    public record Counting(Ledger ledger) implements JobRequestHandler<Count> {
        @Override
        public void run(Count count) {
            ledger.ran(count.value());
        }
    }

    @Override
    public String name() {
        return "jobrunr";
    }

    @Override
    public int pace() {
        return 1_000;
    }

    @Override
    public void createTables(DataSource database) {
        new PostgresStorageProvider(database).close();
    }

    @Override
    public Node producer(DataSource database) {
        return producer(new PostgresStorageProvider(database));
    }

    @Override
    public Node worker(DataSource database, Ledger ledger) {
        return worker(new PostgresStorageProvider(database), ledger, POLL);
    }

    @Override
    public String unfinished() {
        return "SELECT EXISTS (SELECT FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING'))";
    }

    /** A node that keeps its jobs in memory. */
    public static Node inMemory(Ledger ledger) {
        return worker(new InMemoryStorageProvider(), ledger, MEMORY_POLL);
    }

    private static Node producer(StorageProvider storage) {
        storage.setJobMapper(new JobMapper(new JacksonJsonMapper()));
        return new Member(new JobRequestScheduler(storage), storage::close);
    }

    private static Node worker(StorageProvider storage, Ledger ledger, Duration poll) {
        JsonMapper json = new JacksonJsonMapper();
        storage.setJobMapper(new JobMapper(json));
        JobActivator activator = new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(new Counting(ledger));
            }
        };
        BackgroundJobServer server = new BackgroundJobServer(
                storage,
                json,
                activator,
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(poll)
                        .andWorkerCount(WORKERS)
                        .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(STOP));
        server.start();
        return new Member(new JobRequestScheduler(storage), () -> {
            server.stop();
            storage.close();
        });
    }

    private record Member(JobRequestScheduler scheduler, Runnable stop) implements Node {
        @Override
        public void enqueue(int number) {
            scheduler.enqueue(new Count(number));
        }

        @Override
        public void enqueueAll(int from, int to) {
            scheduler.enqueue(IntStream.range(from, to).mapToObj(Count::new));
        }

        @Override
        public void close() {
            scheduler.shutdown();
            stop.run();
        }
    }
}

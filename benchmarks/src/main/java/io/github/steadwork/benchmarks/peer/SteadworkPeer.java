package io.github.steadwork.benchmarks.peer;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.Limit;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Ours, with its default settings but for what the name says.
 *
 * @param keepSucceeded whether jobs that have succeeded go to the history
 * @param wakeUp whether other processes are woken when work comes
 * @param keys by how many keys jobs are limited, a hundred at a time each; 0 for no limit
 */
record SteadworkPeer(String name, boolean keepSucceeded, boolean wakeUp, int keys) implements Peer {

    private static final JobType<Count, Void> TYPE = JobType.of("count", Count.class);
    private static final int WORKERS = Integer.getInteger("bench.steadwork.workers", 8);

    private static final int AT_A_TIME = 100;

    record Count(int value) {}

    @Override
    public int pace() {
        return 30_000;
    }

    @Override
    public void createTables(DataSource database) {
        queue(database).close();
    }

    @Override
    public Node producer(DataSource database) {
        JdbcJobQueue queue = queue(database);
        return new Engine(
                queue,
                JobEngine.builder()
                        .config(config(0))
                        .queue(queue)
                        .runElsewhere(TYPE)
                        .build(),
                keys);
    }

    @Override
    public Node worker(DataSource database, Ledger ledger) {
        JdbcJobQueue queue = queue(database);
        return new Engine(
                queue,
                JobEngine.builder()
                        .config(config(WORKERS))
                        .queue(queue)
                        .register(TYPE, (count, context) -> {
                            ledger.ran(count.value());
                            return null;
                        })
                        .start(),
                keys);
    }

    @Override
    public String unfinished() {
        return "SELECT EXISTS (SELECT FROM steadwork_job)";
    }

    private JdbcJobQueue queue(DataSource database) {
        return JdbcJobQueue.builder(database)
                .keepSucceeded(keepSucceeded)
                .wakeUp(wakeUp)
                .build();
    }

    private static JobConfig config(int workers) {
        return JobConfig.builder()
                .set(JobSetting.WORKERS, workers)
                .set(JobSetting.LOG_LEVEL, "OFF")
                .build();
    }

    private record Engine(JdbcJobQueue queue, JobEngine engine, int keys) implements Node {
        @Override
        public void enqueue(int number) {
            engine.jobs().enqueue(request(number));
        }

        private JobRequest<Count, Void> request(int number) {
            JobRequest<Count, Void> request = JobRequest.of(TYPE, new Count(number));
            return keys == 0 ? request : request.limit(Limit.ofKey("key-" + number % keys, AT_A_TIME));
        }

        @Override
        public void enqueueAll(int from, int to) {
            List<JobRequest<Count, Void>> requests = new ArrayList<>(to - from);
            for (int number = from; number < to; number++) {
                requests.add(request(number));
            }
            engine.jobs().enqueueAll(requests);
        }

        @Override
        public void close() {
            engine.close();
            queue.close();
        }
    }
}

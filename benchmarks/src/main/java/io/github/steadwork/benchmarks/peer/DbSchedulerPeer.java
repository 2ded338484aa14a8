package io.github.steadwork.benchmarks.peer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * db-scheduler with the threads and limits that its page on performance has the best figures for, JSON instead of Java
 * serialization, and immediate execution; it polls every 10 ms.
 *
 * @param locks whether it fetches and locks in one statement (lock-and-fetch) or locks job by job (fetch)
 */
record DbSchedulerPeer(String name, boolean locks) implements Peer {

    private static final TaskDescriptor<Integer> TASK = TaskDescriptor.of("count", Integer.class);
    private static final int THREADS = Integer.getInteger("bench.db-scheduler.threads", 20);
    private static final double LOWER = 4.0;
    private static final double UPPER = 20.0;
    private static final Duration POLL = Duration.ofMillis(10);

    @Override
    public int pace() {
        return locks ? 3_000 : 1_000;
    }

    @Override
    public void createTables(DataSource database) throws SQLException {
        Statements.run(
                database,
                """
                CREATE TABLE scheduled_tasks (
                    task_name text NOT NULL,
                    task_instance text NOT NULL,
                    task_data bytea,
                    execution_time timestamptz,
                    picked boolean NOT NULL,
                    picked_by text,
                    last_success timestamptz,
                    last_failure timestamptz,
                    consecutive_failures integer,
                    last_heartbeat timestamptz,
                    version bigint NOT NULL,
                    priority smallint,
                    state text,
                    PRIMARY KEY (task_name, task_instance)
                )""",
                "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
    }

    @Override
    public Node producer(DataSource database) {
        SchedulerClient client = SchedulerClient.Builder.create(database, task(number -> {}))
                .serializer(new JacksonSerializer())
                .build();
        return new Member(client, () -> {});
    }

    @Override
    public Node worker(DataSource database, Ledger ledger) {
        SchedulerBuilder builder = Scheduler.create(database, task(ledger::ran))
                .serializer(new JacksonSerializer())
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .threads(THREADS)
                .pollingInterval(POLL)
                .enableImmediateExecution();
        Scheduler scheduler =
                (locks ? builder.pollUsingLockAndFetch(LOWER, UPPER) : builder.pollUsingFetch(LOWER, UPPER)).build();
        scheduler.start();
        return new Member(scheduler, scheduler::stop);
    }

    @Override
    public String unfinished() {
        return "SELECT EXISTS (SELECT FROM scheduled_tasks)";
    }

    private static OneTimeTask<Integer> task(Work work) {
        return Tasks.oneTime(TASK).execute((instance, context) -> work.run(instance.getData()));
    }

    @FunctionalInterface
    private interface Work {
        void run(int number);
    }

    private record Member(SchedulerClient client, Runnable stop) implements Node {
        @Override
        public void enqueue(int number) {
            client.schedule(instance(number), Instant.now(), ScheduleOptions.defaultOptions());
        }

        @Override
        public void enqueueAll(int from, int to) {
            List<TaskInstance<?>> instances = new ArrayList<>(to - from);
            for (int number = from; number < to; number++) {
                instances.add(instance(number));
            }
            client.scheduleBatch(instances, Instant.now());
        }

        private static TaskInstance<Integer> instance(int number) {
            return TASK.instance(Integer.toString(number)).data(number).build();
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}

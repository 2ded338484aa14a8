package io.github.steadwork.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz with its clustered JDBC store: one durable job, and a trigger for each piece of work, with its data as plain text; as many
 * triggers are acquired at a time as there are threads; the shortest idle wait that it allows.
 */
public final class QuartzPeer implements Peer {

    private static final int THREADS = 10;
    private static final int BATCH = 200;
    private static final JobKey JOB = JobKey.jobKey("count");
    private static final String NUMBER = "number";

    /** What runs. */
    public record Counting(Ledger ledger) implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            ledger.ran(context.getMergedJobDataMap().getIntegerFromString(NUMBER));
        }
    }

    @Override
    public String name() {
        return "quartz";
    }

    @Override
    public int pace() {
        return 200;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public void createTables(DataSource database) throws SQLException {
        try (InputStream script = Objects.requireNonNull(
                JobStoreTX.class.getResourceAsStream("tables_postgres.sql"), "Quartz's tables for PostgreSQL")) {
            Statements.run(database, new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Node producer(DataSource database) throws SchedulerException {
        return new Member(scheduler(clustered(database)));
    }

    @Override
    public Node worker(DataSource database, Ledger ledger) throws SchedulerException {
        return started(scheduler(clustered(database)), ledger);
    }

    @Override
    public String unfinished() {
        return "SELECT EXISTS (SELECT FROM qrtz_triggers)";
    }

    /** A node that keeps its jobs in memory. */
    public static Node inMemory(Ledger ledger) throws SchedulerException {
        Properties settings = settings();
        settings.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS, RAMJobStore.class.getName());
        return started(scheduler(settings), ledger);
    }

    private static Node started(Scheduler scheduler, Ledger ledger) throws SchedulerException {
        scheduler.setJobFactory((bundle, any) -> new Counting(ledger));
        scheduler.start();
        return new Member(scheduler);
    }

    private static Scheduler scheduler(Properties settings) throws SchedulerException {
        Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
        scheduler.addJob(job(), true);
        return scheduler;
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "bench");
        settings.setProperty(
                "org.quartz.scheduler.instanceId", UUID.randomUUID().toString());
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", Integer.toString(THREADS));
        settings.setProperty("org.quartz.scheduler.idleWaitTime", "1000");
        settings.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
        settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
        settings.setProperty("org.quartz.jobStore.misfireThreshold", "3600000");
        return settings;
    }

    private static Properties clustered(DataSource database) {
        String source = UUID.randomUUID().toString();
        DBConnectionManager.getInstance().addConnectionProvider(source, new Provider(database));
        Properties settings = settings();
        settings.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS, JobStoreTX.class.getName());
        settings.setProperty("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        settings.setProperty("org.quartz.jobStore.dataSource", source);
        settings.setProperty("org.quartz.jobStore.isClustered", "true");
        settings.setProperty("org.quartz.jobStore.useProperties", "true");
        settings.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        return settings;
    }

    private static JobDetail job() {
        return JobBuilder.newJob(Counting.class)
                .withIdentity(JOB)
                .storeDurably()
                .build();
    }

    private static Trigger trigger(int number) {
        return TriggerBuilder.newTrigger()
                .withIdentity(Integer.toString(number))
                .forJob(JOB)
                .usingJobData(NUMBER, Integer.toString(number))
                .startNow()
                .build();
    }

    private record Member(Scheduler scheduler) implements Node {
        @Override
        public void enqueue(int number) throws SchedulerException {
            scheduler.scheduleJob(trigger(number));
        }

        @Override
        public void enqueueAll(int from, int to) throws SchedulerException {
            Set<Trigger> triggers = new HashSet<>();
            for (int number = from; number < to; number++) {
                triggers.add(trigger(number));
            }
            scheduler.scheduleJobs(Map.of(job(), triggers), true);
        }

        @Override
        public void close() {
            try {
                scheduler.shutdown(true);
            } catch (SchedulerException e) {
                throw new IllegalStateException("Quartz does not shut down", e);
            }
        }
    }

    private record Provider(DataSource database) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void initialize() {}

        @Override
        public void shutdown() {}
    }
}

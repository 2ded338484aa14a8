package io.github.steadwork.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobSetting;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.ReclaimRule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class PressureTest {

    private static final Duration HOW_LONG = Duration.ofSeconds(8);

    @Test
    void bulkVerbsOnTheSameJobsDoNotDeadlock() throws Exception {
        try (Site site = Site.on(PostgresServer.shared())) {
            site.worker("one").with(JobSetting.CANCEL_GRACE, "100ms").start();
            site.worker("other").with(JobSetting.CANCEL_GRACE, "100ms").start();
            site.enqueue(3_000, Deed.work(2));
            QueueBackend backend = site.backend();
            JobChange urgent = JobChange.NONE.priority(Priority.URGENT);

            Queue<Throwable> failures = press(List.of(
                    () -> backend.cancel(JobFilter.ALL, "pressure", 500),
                    () -> backend.cancel(JobFilter.ALL.states(JobState.RUNNING), "pressure", 500),
                    () -> backend.redrive(JobFilter.ALL, JobChange.NONE, 500),
                    () -> backend.redrive(JobFilter.ALL, urgent, 300),
                    () -> backend.update(JobFilter.ALL, urgent, 500),
                    () -> backend.reclaim(new ReclaimRule(Site.LEASE, 3, 500)),
                    () -> backend.unblock(500),
                    () -> backend.inspector().depths()));
            redriveAll(backend);
            site.awaitAllEnded();

            assertThat(failures).isEmpty();
            assertThat(deadlocks(site))
                    .as("deadlocks that the database has broken")
                    .isZero();
        }
    }

    /** Does all of this at the same time, again and again; gives what was thrown. */
    private static Queue<Throwable> press(List<Runnable> verbs) throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + HOW_LONG.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (Runnable verb : verbs) {
            Thread thread = new Thread(() -> {
                while (System.nanoTime() < end) {
                    try {
                        verb.run();
                    } catch (RuntimeException e) {
                        failures.add(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return failures;
    }

    private static void redriveAll(QueueBackend backend) {
        while (backend.redrive(JobFilter.ALL, JobChange.NONE, 1_000) > 0) {
            // there may be more
        }
    }

    private static long deadlocks(Site site) throws SQLException {
        try (Connection connection = site.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

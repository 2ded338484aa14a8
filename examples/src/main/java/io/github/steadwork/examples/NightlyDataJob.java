package io.github.steadwork.examples;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.datajobs.DataJob;
import io.github.steadwork.datajobs.DataJobRun;
import io.github.steadwork.datajobs.DataJobSource;
import io.github.steadwork.datajobs.DataJobs;
import io.github.steadwork.datajobs.Notification;
import io.github.steadwork.datajobs.SourceRun;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.ingestion.database.DatabaseIngestion;
import io.github.steadwork.jobs.ingestion.database.DatabaseIngestionJob;
import io.github.steadwork.jobs.ingestion.database.DatabaseSource;
import io.github.steadwork.jobs.ingestion.database.Incremental;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.scheduler.Schedules;
import io.github.steadwork.scheduler.firing.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A stored data job of two sources, a growing table and a file; the file is missing at first, which the table does not mind. */
public final class NightlyDataJob {

    private NightlyDataJob() {}

    /** Runs the example. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("nightly");
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch recovered = new CountDownLatch(1);
        try (HikariDataSource shop = shop();
                JdbcJobQueue backend = JdbcJobQueue.open("jdbc:h2:mem:queue;DB_CLOSE_DELAY=-1")) {
            DataJobs dataJobs = DataJobs.on(backend)
                    .reader(new DatabaseIngestionJob(Connections.of("shop", shop)))
                    .reader(new FileIngestionJob())
                    .notifier((run, occasions) -> {
                        System.out.println(
                                "to " + run.job().notification().recipients().get(0) + ": " + run.status());
                        (failed.getCount() > 0 ? failed : recovered).countDown();
                    })
                    .build();
            try (JobEngine engine =
                            dataJobs.addTo(JobEngine.builder().queue(backend)).start();
                    Scheduler scheduler = Scheduler.on(engine)
                            .declare(orders(folder).asSchedule())
                            .start()) {
                System.out.println(scheduler.find("orders").orElseThrow().description());
                scheduler.trigger("orders");
                failed.await();
                print(dataJobs);

                Files.writeString(folder.resolve("partners.csv"), "id,name\n1,Ada\n2,Grace\n");
                DataJobRun run = dataJobs.runs("orders", Optional.empty(), 1).get(0);
                dataJobs.restart(engine.jobs(), run.id());
                recovered.await();
                print(dataJobs);
            }
        } finally {
            delete(folder);
        }
    }

    private static DataJob orders(Path folder) {
        DatabaseIngestion growing = DatabaseIngestion.of(DatabaseSource.table("shop", "orders")
                .incremental(Incremental.by("changed_at").withLookback(Duration.ofMinutes(5)))
                .to(TableTarget.upsert("shop", "orders_copy", "id")));
        FileIngestion partners =
                FileIngestion.csv(folder.resolve("partners.csv")).to(folder.resolve("partners.rows"));
        return DataJob.of(
                        "orders",
                        Schedules.daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")),
                        DataJobSource.of("shop", DatabaseIngestionJob.TYPE, growing),
                        DataJobSource.of("partners", FileIngestionJob.TYPE, partners))
                .describedAs("Orders of the shop, and who sold them")
                .inParallel()
                .maxRetries(0)
                .timeout(Duration.ofHours(2))
                .notifying(Notification.of(
                        Set.of(Notification.Occasion.FAILURE, Notification.Occasion.SUCCESS), "ops@example.com"));
    }

    private static HikariDataSource shop() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
        HikariDataSource shop = new HikariDataSource(config);
        try (Connection connection = shop.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, changed_at TIMESTAMP)");
            statement.execute("INSERT INTO orders SELECT x, TIMESTAMP '2026-01-01 00:00:00' FROM SYSTEM_RANGE(1, 100)");
        }
        return shop;
    }

    private static void print(DataJobs dataJobs) {
        DataJobRun run = dataJobs.runs("orders", Optional.empty(), 1).get(0);
        for (SourceRun source : run.sources()) {
            System.out.println(source.name() + ": " + source.status() + ", "
                    + source.rows().processed() + " rows");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

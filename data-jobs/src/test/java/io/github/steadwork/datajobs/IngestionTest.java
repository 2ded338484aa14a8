package io.github.steadwork.datajobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.DataVolume;
import io.github.steadwork.job.JobId;
import io.github.steadwork.jobs.ingestion.FileIngestion;
import io.github.steadwork.jobs.ingestion.FileIngestionJob;
import io.github.steadwork.jobs.ingestion.database.DatabaseIngestion;
import io.github.steadwork.jobs.ingestion.database.DatabaseIngestionJob;
import io.github.steadwork.jobs.ingestion.database.DatabaseSource;
import io.github.steadwork.jobs.ingestion.database.Incremental;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data job over a table that is read as it grows, a query that is read in full, and a file. */
@SuppressWarnings("NullAway.Init") // set before each test
final class IngestionTest {

    @TempDir
    private Path folder;

    private HikariDataSource shop;
    private InMemoryJobQueue backend;
    private DataJobs dataJobs;
    private JobEngine engine;

    @BeforeEach
    void open() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        shop = new HikariDataSource(config);
        execute("CREATE TABLE orders (id INT PRIMARY KEY, total INT, changed_at TIMESTAMP WITH TIME ZONE)");
        execute("INSERT INTO orders SELECT x, x * 10, TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00Z'"
                + " + x * INTERVAL '1' MINUTE FROM SYSTEM_RANGE(1, 100)");
        backend = new InMemoryJobQueue();
        dataJobs = DataJobs.on(backend)
                .reader(new DatabaseIngestionJob(Connections.of("shop", shop)))
                .reader(new FileIngestionJob())
                .build();
        engine = dataJobs.addTo(JobEngine.builder().queue(backend)).build();
    }

    @AfterEach
    void close() {
        engine.close();
        backend.close();
        shop.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = shop.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = shop.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    private DataJob job() {
        DatabaseIngestion growing = DatabaseIngestion.of(DatabaseSource.table("shop", "orders")
                        .incremental(Incremental.by("changed_at").withLookback(Duration.ofMinutes(5)))
                        .to(TableTarget.upsert("shop", "copied", "id")))
                .withChunkRows(30);
        DatabaseIngestion large = DatabaseIngestion.of(
                DatabaseSource.sql("large", "shop", "SELECT id, total FROM orders WHERE total > :least")
                        .parameter("least", 500)
                        .key("id")
                        .to(TableTarget.replace("shop", "large_orders")));
        FileIngestion partners =
                FileIngestion.csv(folder.resolve("partners.csv")).to(folder.resolve("partners.rows"));
        return DataJob.of(
                        "orders",
                        DataJobContract.NIGHTLY,
                        DataJobSource.of("growing", DatabaseIngestionJob.TYPE, growing),
                        DataJobSource.of("large", DatabaseIngestionJob.TYPE, large),
                        DataJobSource.of("partners", FileIngestionJob.TYPE, partners))
                .inParallel()
                .maxRetries(0);
    }

    private DataJobRun run() {
        JobId id = engine.jobs().enqueue(job().asRequest()).id();
        engine.runDue();
        return dataJobs.run(id).orElseThrow();
    }

    @Test
    void eachSourceIsReadAsItsOwnParametersSay() throws Exception {
        DataJobRun first = run();

        assertThat(first.status()).as("there is no file yet").isEqualTo(RunStatus.FAILED);
        assertThat(first.sources())
                .extracting(SourceRun::status)
                .containsExactly(RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.FAILED);
        assertThat(first.sources().get(0).rows().processed()).isEqualTo(100);
        assertThat(count("large_orders")).isEqualTo(50);

        Files.writeString(folder.resolve("partners.csv"), "id,name\n1,Ada\n2,Grace\n");
        execute("INSERT INTO orders VALUES (101, 1010, TIMESTAMP WITH TIME ZONE '2026-01-02 00:00:00Z')");
        execute("UPDATE orders SET total = 7, changed_at = TIMESTAMP WITH TIME ZONE '2026-01-02 00:00:00Z'"
                + " WHERE id IN (1, 2)");
        DataJobRun second = run();

        assertThat(second.status()).as(second.message()).isEqualTo(RunStatus.SUCCESS);
        assertThat(second.sources().get(0).rows()).isEqualTo(new RowCounts(9, 1, 8, 0, 0));
        assertThat(second.sources().get(1).rows().processed()).isEqualTo(51);
        assertThat(second.sources().get(2).rows()).isEqualTo(new RowCounts(2, 2, 0, 0, 0));
        assertThat(count("copied")).isEqualTo(101);
        assertThat(moved(second.sources().get(0))).isEqualTo(new DataVolume(9, 0, 9, 0));
        assertThat(moved(second.sources().get(2)))
                .satisfies(file -> assertThat(file.bytesWritten()).isPositive())
                .isEqualTo(
                        new DataVolume(2, 22, 2, moved(second.sources().get(2)).bytesWritten()));
    }

    /** What the history of a source's job says that it has read and written. */
    private DataVolume moved(SourceRun source) {
        return engine.jobs()
                .history(source.job().orElseThrow())
                .orElseThrow()
                .runs()
                .get(0)
                .use()
                .orElseThrow()
                .data();
    }
}

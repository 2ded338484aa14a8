package io.github.steadwork.jobs.ingestion.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.jobs.ingestion.database.DyingSource;
import io.github.steadwork.jobs.ingestion.database.UrlSource;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.http.HttpAccess;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams, with children, whose jobs are killed at random: at anything they save, at each page, at each statement of a database. */
class KilledApiTest {

    private static final int RUNS = 12;

    private final ManualClock clock = new ManualClock();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final DyingSource dying = new DyingSource(new UrlSource(url));

    @TempDir
    Path folder;

    /** A job that can be killed. */
    private static final class Mortal extends BaseJob<ApiIngestion, ApiIngestionResult> {

        static final JobType<ApiIngestion, ApiIngestionResult> TYPE =
                JobType.of("mortal-api", ApiIngestion.class, ApiIngestionResult.class);

        private final DyingSource dying;
        private final ApiIngestionJob job;

        Mortal(DyingSource dying, Path work) {
            super(TYPE);
            this.dying = dying;
            this.job = new ApiIngestionJob(
                            HttpAccess.builder().allowPrivateAddresses().build())
                    .withWorkFolder(work)
                    .withTables(Connections.of("db", dying.source()));
        }

        @Override
        protected ApiIngestionResult execute(ApiIngestion spec, JobContext context) throws Exception {
            return job.execute(spec, dying.context(context));
        }
    }

    private static void answer(TestApi.Asked api) throws java.io.IOException {
        if (api.path().equals("/parents")) {
            api.json("[{\"id\":1},{\"id\":2},{\"id\":3}]");
            return;
        }
        int parent = Integer.parseInt(api.path().substring(1));
        int page = api.number("page", 0);
        int id = parent * 10 + page;
        api.json(page > parent ? "[]" : "[{\"id\":" + id + ",\"name\":\"n" + id + "\"}]");
    }

    private static ApiIngestion spec(String api, Path parents, TableTarget children) {
        return ApiIngestion.of(
                ApiStream.get("parents", api + "/parents").to(Dataset.csv(parents)),
                ApiStream.get("children", api + "/{id}")
                        .forEach("parents", "id")
                        .pages(Pagination.pageNumber("page"))
                        .parallel(2)
                        .to(children));
    }

    private List<String> table(String name) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery("SELECT parents_id, id, name FROM " + name + " ORDER BY id")) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getLong(2) + " " + result.getString(3));
            }
        }
        return rows;
    }

    @Test
    void anOutputIsTheSameHoweverOftenARunWasKilled() throws Exception {
        Random random = new Random(8);
        int deaths = 0;
        Path work = folder.resolve("work");
        try (TestApi api = TestApi.start(KilledApiTest::answer);
                JobTester tester = JobTester.on(new InMemoryJobQueue(clock), clock)
                        .register(new Mortal(dying, work))
                        .manual()) {
            for (int run = 0; run < RUNS; run++) {
                TableTarget target = run % 2 == 0
                        ? TableTarget.insert("db", "t" + run)
                        : TableTarget.insert("db", "t" + run).perChunk();
                Path parents = folder.resolve(run + ".csv");
                JobId id = tester.enqueue(JobRequest.of(Mortal.TYPE, spec(api.url(), parents, target))
                                .maxRetries(200))
                        .id();
                int killed = 0;
                while (!tester.find(id).state().isFinal()) {
                    dying.revive(1 + random.nextInt(10 + 3 * killed), random.nextBoolean());
                    tester.runDue();
                    tester.advance(Duration.ofHours(2));
                    killed += dying.isDead() ? 1 : 0;
                }
                dying.revive(Long.MAX_VALUE, false);
                deaths += killed;

                assertThat(tester.find(id).state())
                        .as("%s", tester.find(id).error())
                        .isEqualTo(JobState.SUCCEEDED);
                assertThat(Files.readString(parents)).isEqualToNormalizingNewlines("id\n1\n2\n3\n");
                assertThat(table("t" + run))
                        .containsExactly("1 11 n11", "2 21 n21", "2 22 n22", "3 31 n31", "3 32 n32", "3 33 n33");
                assertThat(work).isEmptyDirectory();
            }
        }
        assertThat(deaths).isGreaterThan(3 * RUNS);
    }
}

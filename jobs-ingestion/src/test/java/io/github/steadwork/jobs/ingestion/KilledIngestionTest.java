package io.github.steadwork.jobs.ingestion;

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
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that are read by jobs that are killed at random, hundreds of times: at any statement of a database, at anything that they save,
 * and while they read, before it is done or after it was done and before they know.
 */
class KilledIngestionTest {

    private static final int RUNS = 40;
    private static final int ROWS = 2_500;

    private final ManualClock clock = new ManualClock();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final DyingSource dying = new DyingSource(new UrlSource(url));
    private final Random random = new Random(8);
    private int deaths;

    @TempDir
    Path folder;

    /** A job that can be killed. */
    private static final class Mortal extends BaseJob<FileIngestion, FileIngestionResult> {

        static final JobType<FileIngestion, FileIngestionResult> TYPE =
                JobType.of("mortal", FileIngestion.class, FileIngestionResult.class);

        private final DyingSource dying;
        private final FileIngestionJob job;

        Mortal(DyingSource dying) {
            super(TYPE);
            this.dying = dying;
            this.job = new FileIngestionJob().withTables(Connections.of("db", dying.source()));
        }

        @Override
        protected FileIngestionResult execute(FileIngestion spec, JobContext context) throws Exception {
            return job.execute(spec, dying.context(context));
        }
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> i + ",n" + i)
                .collect(Collectors.joining("\n", "id,name\n", "\n"));
    }

    private Inbox inbox(int run) throws IOException {
        Inbox inbox = new Inbox(Files.createDirectories(folder.resolve("run" + run)));
        inbox.file("in/a.csv", lines(1, 1_200));
        inbox.file("in/b.csv", lines(1_201, ROWS));
        return inbox;
    }

    /** Runs a job that is killed until it is lucky; each attempt gets a little further than the last one was sure to. */
    private void killedAgainAndAgain(FileIngestion spec, JobTester tester, int steps) {
        JobId id =
                tester.enqueue(JobRequest.of(Mortal.TYPE, spec).maxRetries(200)).id();
        int killed = 0;
        while (!tester.find(id).state().isFinal()) {
            dying.revive(1 + random.nextInt(steps + 2 * killed), random.nextBoolean());
            tester.runDue();
            tester.advance(Duration.ofHours(2));
            killed += dying.isDead() ? 1 : 0;
        }
        dying.revive(Long.MAX_VALUE, false);
        assertThat(tester.find(id).state()).as("%s", tester.find(id).error()).isEqualTo(JobState.SUCCEEDED);
        deaths += killed;
    }

    private JobTester tester() {
        return JobTester.on(new InMemoryJobQueue(clock), clock)
                .register(new Mortal(dying))
                .manual();
    }

    private List<String> table(String name) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id, name FROM " + name + " ORDER BY id")) {
            while (result.next()) {
                rows.add(result.getLong(1) + "," + result.getString(2));
            }
        }
        return rows;
    }

    @Test
    void tablesAreTheSameHoweverOftenARunWasKilled() throws Exception {
        List<String> whole = lines(1, ROWS).lines().skip(1).toList();
        try (JobTester tester = tester()) {
            for (int run = 0; run < RUNS; run++) {
                Inbox inbox = inbox(run);
                String table = "t" + run;
                TableTarget target = switch (run % 4) {
                    case 0 -> TableTarget.insert("db", table);
                    case 1 -> TableTarget.insert("db", table).perChunk();
                    case 2 -> TableTarget.upsert("db", table, "id").perChunk();
                    default -> TableTarget.replace("db", table);
                };
                FileIngestion.Builder spec = FileIngestion.csv(inbox.folder() + "/in/*.csv");
                if (run % 3 == 0) {
                    spec.onlyNew(table).archiveTo(inbox.folder().resolve("done"));
                }

                killedAgainAndAgain(spec.to(target.dataset().with("chunkRows", "300")), tester, 20);

                assertThat(table(table)).as("run %d, %s", run, target).isEqualTo(whole);
                if (run % 3 == 0) {
                    assertThat(inbox.folder().resolve("in")).isEmptyDirectory();
                }
            }
        }
        assertThat(deaths).isGreaterThan(100);
    }

    @Test
    void filesAreTheSameHoweverOftenARunWasKilled() throws Exception {
        try (JobTester tester = tester()) {
            Path undisturbed = folder.resolve("undisturbed.csv");
            Inbox.run(FileIngestion.csv(inbox(0).folder() + "/in/*.csv").to(Dataset.csv(undisturbed)));
            for (int run = 1; run <= RUNS; run++) {
                Inbox inbox = inbox(run);
                Path output = inbox.folder().resolve("out/" + run + ".csv");
                killedAgainAndAgain(
                        FileIngestion.csv(inbox.folder() + "/in/*.csv")
                                .onlyNew("f" + run)
                                .archiveTo(inbox.folder().resolve("done"))
                                .to(Dataset.csv(output)),
                        tester,
                        5);

                assertThat(output).hasSameBinaryContentAs(undisturbed);
                assertThat(output.getParent()).isDirectoryNotContaining(file -> !file.equals(output));
                assertThat(inbox.folder().resolve("in")).isEmptyDirectory();
            }
        }
        assertThat(deaths).isGreaterThan(RUNS);
    }
}

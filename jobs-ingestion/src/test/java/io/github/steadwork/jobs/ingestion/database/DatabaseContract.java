package io.github.steadwork.jobs.ingestion.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowCounts;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.inmemory.InMemoryJobQueue;
import io.github.steadwork.testkit.JobTester;
import io.github.steadwork.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of database ingestion relies on, whichever database it is. Source and sink are tables of the same one. */
abstract class DatabaseContract {

    private static final int MANY = 200;

    private final ManualClock clock = new ManualClock();
    private DataSource database = new UrlSource("set before each test");
    private DyingSource dying = new DyingSource(database);

    @TempDir
    Path folder;

    private JobTester tester = newTester();

    /** An empty database. */
    abstract DataSource openDatabase() throws Exception;

    /** How many runs are killed on the way; each at points of its own. */
    abstract int killedRuns();

    private JobTester newTester() {
        Connections connections =
                Connections.of("shop", dying.source()).and("gone", new UrlSource("jdbc:nowhere:x?password=hunter2"));
        return JobTester.on(new InMemoryJobQueue(clock), clock)
                .register(new DatabaseIngestionJob(connections))
                .manual();
    }

    @BeforeEach
    void open() throws Exception {
        database = openDatabase();
        dying = new DyingSource(database);
        tester.close();
        tester = newTester();
        execute("CREATE TABLE orders (id bigint PRIMARY KEY, name varchar(50), price decimal(10, 2), changed bigint)");
    }

    @AfterEach
    void close() {
        tester.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void insert(long from, long to, long changed) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO orders VALUES (?, ?, 1.50, ?)")) {
                for (long id = from; id <= to; id++) {
                    statement.setLong(1, id);
                    statement.setString(2, "n" + id);
                    statement.setLong(3, changed);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }

    private JobRecord ended(DatabaseIngestion spec) {
        JobId id = tester.enqueue(JobRequest.of(DatabaseIngestionJob.TYPE, spec).maxRetries(MANY))
                .id();
        tester.drain();
        return tester.find(id);
    }

    private DatabaseIngestionResult ingest(DatabaseSource... sources) {
        return result(ended(DatabaseIngestion.of(sources).withChunkRows(7)));
    }

    private static DatabaseIngestionResult result(JobRecord ended) {
        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(JobState.SUCCEEDED);
        return Objects.requireNonNull(new JacksonPayloadCodec().decode(ended.result(), DatabaseIngestionResult.class));
    }

    private List<Long> ids(Path rowsFile) throws IOException {
        List<Long> ids = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(Dataset.rows(rowsFile))) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                ids.add((Long) Objects.requireNonNull(row.get(0)));
            }
        }
        return ids;
    }

    private Dataset file(String name) {
        return Dataset.rows(folder.resolve(name));
    }

    @Test
    void aTableIsCopiedInFull() throws SQLException {
        insert(1, 50, 1);
        DatabaseIngestionResult result =
                ingest(DatabaseSource.table("shop", "orders").to(TableTarget.insert("shop", "copied")));

        assertThat(query("SELECT id, name, changed FROM copied ORDER BY id"))
                .isEqualTo(query("SELECT id, name, changed FROM orders ORDER BY id"));
        assertThat(result.rowsRead()).isEqualTo(50);
        assertThat(result.rowsWritten()).isEqualTo(50);
        assertThat(result.output())
                .contains(TableTarget.insert("shop", "copied").dataset());
    }

    @Test
    void anEmptyTableGivesAnEmptyOutput() throws IOException {
        ingest(DatabaseSource.table("shop", "orders").to(file("a.rows")));

        assertThat(ids(folder.resolve("a.rows"))).isEmpty();
    }

    @Test
    void anIncrementalRunReadsWhatIsNewAndTheBoundaryOnlyOnce() throws Exception {
        DatabaseSource.Builder source = DatabaseSource.table("shop", "orders").incremental(Incremental.by("changed"));
        insert(1, 10, 100);
        assertThat(ingest(source.to(TableTarget.insert("shop", "copied"))).rowsWritten())
                .isEqualTo(10);

        insert(11, 12, 100); // committed late, with the same value as the end of the first run
        insert(13, 15, 200);
        DatabaseIngestionResult second = ingest(source.to(TableTarget.insert("shop", "copied")));

        assertThat(second.rowsWritten()).isEqualTo(5);
        assertThat(second.rowsSkipped()).isEqualTo(10);
        assertThat(second.sources().get(0).watermark()).contains("200");
        assertThat(query("SELECT count(*), count(DISTINCT id) FROM copied")).containsExactly("15 15");
        assertThat(ingest(source.to(TableTarget.insert("shop", "copied"))).rowsWritten())
                .isZero();
    }

    @Test
    void aLookbackFindsRowsThatWereCommittedLate() throws Exception {
        DatabaseSource.Builder source = DatabaseSource.table("shop", "orders")
                .incremental(Incremental.by("changed").withLookbackIds(50));
        insert(1, 10, 100);
        ingest(source.to(TableTarget.insert("shop", "copied")));
        insert(11, 11, 60);
        insert(12, 12, 40); // too late

        ingest(source.to(TableTarget.insert("shop", "copied")));

        assertThat(query("SELECT count(*), max(id) FROM copied")).containsExactly("11 11");
    }

    @Test
    void aRowThatHasChangedIsReadAgainAndUpserted() throws Exception {
        DatabaseSource source = DatabaseSource.table("shop", "orders")
                .incremental(Incremental.by("changed"))
                .to(TableTarget.upsert("shop", "copied", "id"));
        insert(1, 10, 100);
        ingest(source);
        execute("UPDATE orders SET name = 'new', changed = 300 WHERE id = 4");
        ingest(source);

        assertThat(query("SELECT id, name FROM copied WHERE id IN (4, 5) ORDER BY id"))
                .containsExactly("4 new", "5 n5");
        assertThat(query("SELECT count(*) FROM copied")).containsExactly("10");
    }

    @Test
    void rowsWithoutAValueInTheColumnFailOrAreCountedOrReadEveryTime() throws Exception {
        insert(1, 3, 100);
        execute("INSERT INTO orders VALUES (4, 'x', 1, NULL)");
        Incremental by = Incremental.by("changed");

        JobRecord failed = ended(DatabaseIngestion.of(
                DatabaseSource.table("shop", "orders").incremental(by).to(file("a.rows"))));
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error().orElseThrow().message()).contains("is null in 1 rows");

        DatabaseIngestionResult skipped = ingest(DatabaseSource.table("shop", "orders")
                .incremental(by.withNulls(Incremental.Nulls.SKIP))
                .to(file("b.rows")));
        assertThat(skipped.rowsSkipped()).isEqualTo(1);
        assertThat(ids(folder.resolve("b.rows"))).containsExactly(1L, 2L, 3L);

        for (String name : List.of("c.rows", "c.rows")) {
            ingest(DatabaseSource.table("shop", "orders")
                    .incremental(by.withNulls(Incremental.Nulls.INCLUDE))
                    .to(file(name)));
        }
        assertThat(ids(folder.resolve("c.rows"))).containsExactly(4L);
    }

    @Test
    void pagesThatAreReadAtTheSameTimeComeInTheOrderOfTheKey() throws Exception {
        insert(1, 40, 1);
        insert(1_000_000, 1_000_020, 1);
        insert(-5_000_000_000L, -5_000_000_000L, 1);
        insert(Long.MAX_VALUE - 1, Long.MAX_VALUE - 1, 1);
        ingest(DatabaseSource.table("shop", "orders").to(file("one/x.rows")));
        DatabaseIngestionResult result =
                ingest(DatabaseSource.table("shop", "orders").parallel(4).to(file("many/x.rows")));

        assertThat(result.rowsRead()).isEqualTo(63);
        assertThat(folder.resolve("many/x.rows")).hasSameBinaryContentAs(folder.resolve("one/x.rows"));
    }

    @Test
    void rowsThatTheSourceHasNoMoreAreDeletedUnlessTheyAreTooMany() throws Exception {
        insert(1, 40, 100);
        DatabaseSource.Builder source = DatabaseSource.table("shop", "orders")
                .incremental(Incremental.by("changed"))
                .deleteMissing(0.25);
        TableTarget target = TableTarget.upsert("shop", "copied", "id");
        assertThat(ingest(source.to(target)).sources().get(0).rowsDeleted()).isZero();

        execute("DELETE FROM orders WHERE id > 30");
        insert(50, 51, 200);
        assertThat(ingest(source.to(target)).sources().get(0).rowsDeleted()).isEqualTo(10);
        assertThat(query("SELECT id FROM copied ORDER BY id")).isEqualTo(query("SELECT id FROM orders ORDER BY id"));

        execute("DELETE FROM orders WHERE id < 20");
        JobRecord failed = ended(DatabaseIngestion.of(source.to(target)));
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error().orElseThrow().message()).contains("19 of the 32 rows");
        assertThat(query("SELECT count(*) FROM copied")).containsExactly("32");
    }

    @Test
    void aQueryIsToldWhereTheLastRunHasEnded() throws Exception {
        DatabaseSource source = DatabaseSource.sql(
                        "cheap", "shop", "SELECT id, changed FROM orders WHERE changed >= :last_sync AND price < :most")
                .parameter("most", 5)
                .key("id")
                .incremental(Incremental.by("changed").startingAt("50"))
                .to(file("q.rows"));
        insert(1, 3, 10);
        insert(4, 6, 60);
        ingest(source);
        assertThat(ids(folder.resolve("q.rows"))).containsExactly(4L, 5L, 6L);

        insert(7, 8, 70);
        ingest(source);
        assertThat(ids(folder.resolve("q.rows"))).containsExactly(7L, 8L);
    }

    @Test
    void rowsThatAreNewAreToldFromThoseThatTakeThePlaceOfOthers() throws Exception {
        execute("CREATE TABLE atOnce (id bigint PRIMARY KEY, changed bigint)");
        execute("CREATE TABLE byChunk (id bigint PRIMARY KEY, changed bigint)");
        DatabaseSource.Builder source = DatabaseSource.sql("all", "shop", "SELECT id, changed FROM orders")
                .key("id");
        DatabaseSource atOnce = source.to(TableTarget.upsert("shop", "atOnce", "id"));
        DatabaseSource byChunk =
                source.to(TableTarget.upsert("shop", "byChunk", "id").perChunk());
        insert(1, 20, 1);
        assertThat(ingest(atOnce).rowsUpdated()).isZero();
        assertThat(ingest(byChunk).rowsUpdated()).isZero();
        insert(21, 23, 1);

        for (DatabaseSource each : List.of(atOnce, byChunk)) {
            DatabaseIngestionResult result = ingest(each);
            assertThat(result.rowsWritten()).isEqualTo(23);
            assertThat(result.rowsUpdated()).isEqualTo(20);
            assertThat(result.rowCounts()).isEqualTo(new RowCounts(23, 3, 20, 0, 0));
        }
    }

    @Test
    void aSinkThatAnEarlierVersionHasMadeIsUsed() throws Exception {
        insert(1, 5, 1);
        DatabaseSource source = DatabaseSource.table("shop", "orders").to(TableTarget.insert("shop", "copied"));
        ingest(source);
        execute("ALTER TABLE steadwork_sink DROP COLUMN rows_updated");

        assertThat(ingest(source).rowsWritten()).isEqualTo(5);

        assertThat(query("SELECT count(*) FROM copied")).containsExactly("10");
    }

    @Test
    void aSourceWithoutAKeyIsReadAsOneStream() throws Exception {
        insert(1, 50, 1);
        DatabaseIngestionResult result = ingest(
                DatabaseSource.sql("all", "shop", "SELECT id FROM orders").to(TableTarget.insert("shop", "copied")));

        assertThat(result.rowsWritten()).isEqualTo(50);
        assertThat(query("SELECT count(DISTINCT id) FROM copied")).containsExactly("50");
    }

    @Test
    void aSourceThatFailsLeavesTheOthersAloneAndTellsNoSecrets() throws Exception {
        insert(1, 5, 1);
        DatabaseIngestion spec = DatabaseIngestion.of(
                DatabaseSource.table("gone", "customers").to(file("x.rows")),
                DatabaseSource.table("shop", "missing").to(file("y.rows")),
                DatabaseSource.table("shop", "orders").to(TableTarget.insert("shop", "copied")));
        JobId id = tester.enqueue(JobRequest.of(DatabaseIngestionJob.TYPE, spec).maxRetries(2))
                .id();
        tester.drain();

        JobRecord failed = tester.find(id);
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.error().orElseThrow().message())
                .contains("2 of 3 sources failed", "no table 'missing'")
                .doesNotContain("hunter2");
        assertThat(query("SELECT count(*) FROM copied")).containsExactly("5");
        assertThat(failed.request().payload().text()).doesNotContain("hunter2");
    }

    @Test
    void aRunThatIsKilledAgainAndAgainGivesWhatAnUndisturbedOneGives() throws Exception {
        insert(1, 60, 100);
        insert(61, 70, 200);
        Random random = new Random(20);
        int deaths = 0;
        for (int run = 0; run < killedRuns(); run++) {
            String table = "copied" + run;
            TableTarget target = switch (run % 4) {
                case 0 -> TableTarget.insert("shop", table);
                case 1 -> TableTarget.insert("shop", table).perChunk();
                case 2 -> TableTarget.upsert("shop", table, "id").perChunk();
                default -> TableTarget.replace("shop", table);
            };
            DatabaseSource.Builder source = DatabaseSource.table("shop", "orders");
            if (run % 3 == 0) {
                source.incremental(Incremental.by("changed"));
            } else if (run % 3 == 1) {
                source.parallel(3);
            }
            deaths += killed(DatabaseIngestion.of(source.to(target)).withChunkRows(7), random);

            assertThat(query("SELECT id, name, changed FROM " + table + " ORDER BY id"))
                    .as("run %d, %s", run, target)
                    .isEqualTo(query("SELECT id, name, changed FROM orders ORDER BY id"));
        }
        assertThat(deaths).isGreaterThan(killedRuns());
    }

    /** Lets the database die again and again; each attempt gets a little further than the last one was sure to. */
    private int killed(DatabaseIngestion spec, Random random) {
        JobId id = tester.enqueue(JobRequest.of(DatabaseIngestionJob.TYPE, spec).maxRetries(MANY))
                .id();
        int deaths = 0;
        while (!tester.find(id).state().isFinal()) {
            dying.revive(1 + random.nextInt(20 + 2 * deaths), random.nextBoolean());
            tester.runDue();
            tester.advance(Duration.ofHours(2));
            deaths += dying.isDead() ? 1 : 0;
        }
        dying.revive(Long.MAX_VALUE, false);
        result(tester.find(id));
        return deaths;
    }

    @Test
    void aFileIsTheSameHoweverOftenItsRunWasKilled() throws Exception {
        insert(1, 60, 100);
        Random random = new Random(21);
        DatabaseSource.Builder source = DatabaseSource.table("shop", "orders").incremental(Incremental.by("changed"));
        ingest(source.to(file("undisturbed.rows")));
        for (int run = 0; run < killedRuns() / 2; run++) {
            killed(
                    DatabaseIngestion.of(source.to(file("killed" + run + ".rows")))
                            .withChunkRows(7),
                    random);

            assertThat(ids(folder.resolve("killed" + run + ".rows")))
                    .isEqualTo(ids(folder.resolve("undisturbed.rows")));
        }
    }
}

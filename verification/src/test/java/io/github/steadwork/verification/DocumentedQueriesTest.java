package io.github.steadwork.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.queue.jdbc.JdbcSchema;
import io.github.steadwork.queue.jdbc.SchemaMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every query of the page about databases runs, on a queue that holds a job: those that say so on H2, the others on PostgreSQL. */
final class DocumentedQueriesTest {

    private static final Path PAGE = Path.of(System.getProperty("steadwork.root", ".."), "docs", "databases.md");
    private static final Pattern QUERY = Pattern.compile("```sql\\R(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyQueryRuns() throws IOException {
        String postgres = PostgresServer.shared().newDatabase();
        List<String> queries = QUERY.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(queries).hasSizeGreaterThan(5);
        return queries.stream()
                .map(query -> DynamicTest.dynamicTest(
                        query, () -> run(query, query.startsWith("-- H2") ? "jdbc:h2:mem:queries" : postgres)));
    }

    @Test
    void aBrokenQueryIsFound() {
        assertThatCode(() -> run("SELECT due FROM steadwork_job", "jdbc:h2:mem:broken"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void theStatementsForTeamsThatMigrateByHandMakeTablesThatAreUpToDate() throws SQLException {
        try (HikariDataSource source = open(PostgresServer.shared().newDatabase())) {
            execute(source, JdbcSchema.ddl("postgresql", "steadwork_"));

            assertThatCode(() -> JdbcJobQueue.builder(source)
                            .schema(SchemaMode.VALIDATE)
                            .build()
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    private static void run(String query, String url) throws SQLException {
        try (HikariDataSource source = open(url);
                JdbcJobQueue queue = JdbcJobQueue.builder(source).build()) {
            Payload payload = Payload.of("{}".getBytes(StandardCharsets.UTF_8), "json", 1);
            queue.enqueue(
                    EnqueueBatch.of(List.of(StoredRequest.simple(JobId.create(), "documented", "default", payload))));
            execute(source, query);
        }
    }

    private static void execute(HikariDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static HikariDataSource open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }
}

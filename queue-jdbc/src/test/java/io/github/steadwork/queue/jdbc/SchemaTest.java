package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.StoredRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables: made by the queue, by many queues at once, or by hand. */
@Timeout(60)
final class SchemaTest {

    private static final int NODES = 6;

    private static void canBeUsed(JdbcJobQueue queue) {
        long before = queue.inspector().count(JobFilter.ALL);
        queue.enqueue(EnqueueBatch.of(List.of(StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING))));
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void manyNodesMayStartAtOnce(TestedDatabase database) throws Exception {
        String url = database.newUrl();
        ExecutorService nodes = Executors.newFixedThreadPool(NODES);
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            started.add(nodes.submit(() -> {
                try (JdbcJobQueue queue = JdbcJobQueue.open(url)) {
                    queue.enqueue(EnqueueBatch.of(
                            List.of(StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING))));
                }
            }));
        }
        nodes.shutdown();
        for (Future<?> one : started) {
            one.get(50, TimeUnit.SECONDS);
        }
        try (JdbcJobQueue queue = JdbcJobQueue.open(url)) {
            assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(NODES);
        }
    }

    /** H2 commits each statement that changes tables, so a crash may leave a step half done, and not entered. */
    @Test
    void aStepThatACrashHasCutOffIsDoneAgain() {
        String url = TestedDatabase.H2.newUrl();
        try (Raw raw = new Raw(url)) {
            JdbcJobQueue.open(url).close();
            raw.run("DELETE FROM steadwork_schema_version");
            raw.run("DROP TABLE steadwork_passage");
            raw.run("DROP INDEX steadwork_job_start_by");

            try (JdbcJobQueue queue = JdbcJobQueue.open(url)) {
                queue.enqueue(EnqueueBatch.of(
                        List.of(StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING))));

                assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void theStatementsForTeamsThatMigrateByHandMakeWhatTheQueueNeeds(TestedDatabase database) {
        try (Raw raw = new Raw(database.newUrl())) {
            JdbcJobQueue.Builder builder = JdbcJobQueue.builder(raw.source()).tablePrefix("own_");
            assertThatThrownBy(() -> builder.schema(SchemaMode.VALIDATE).build())
                    .isInstanceOf(JobQueueException.class)
                    .hasMessageContaining("JdbcSchema.ddl");

            statements(JdbcSchema.ddl(database.name().toLowerCase(Locale.ROOT), "own_"))
                    .forEach(raw::run);

            for (SchemaMode mode : SchemaMode.values()) {
                try (JdbcJobQueue queue = builder.schema(mode).build()) {
                    canBeUsed(queue);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void tablesOfAnEarlierVersionAreBroughtUpToDate(TestedDatabase database) {
        try (Raw raw = new Raw(database.newUrl())) {
            JdbcJobQueue.Builder builder = JdbcJobQueue.builder(raw.source()).tablePrefix("own_");
            List<String> all = statements(JdbcSchema.ddl(database.name().toLowerCase(Locale.ROOT), "own_"));
            String firstVersion = "INSERT INTO own_schema_version";
            for (String statement : all) {
                raw.run(statement);
                if (statement.strip().startsWith(firstVersion)) {
                    break;
                }
            }
            assertThatThrownBy(() -> builder.schema(SchemaMode.VALIDATE).build())
                    .isInstanceOf(JobQueueException.class)
                    .hasMessageContaining("lack version 2");

            try (JdbcJobQueue queue = builder.schema(SchemaMode.APPLY).build()) {
                canBeUsed(queue);
            }
            try (JdbcJobQueue queue = builder.schema(SchemaMode.VALIDATE).build()) {
                canBeUsed(queue);
            }
        }
    }

    /** As a tool would take it apart that knows comments and semicolons. */
    private static List<String> statements(String ddl) {
        StringBuilder code = new StringBuilder();
        ddl.lines()
                .filter(line -> !line.startsWith("--"))
                .forEach(line -> code.append(line).append('\n'));
        return List.of(code.toString().split(";", -1)).stream()
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    @Test
    void withoutALookItOpensOnAnEmptyDatabase() {
        try (Raw raw = new Raw(TestedDatabase.H2.newUrl());
                JdbcJobQueue queue = JdbcJobQueue.builder(raw.source())
                        .schema(SchemaMode.OFF)
                        .build()) {
            assertThatThrownBy(() -> queue.inspector().count(JobFilter.ALL)).isInstanceOf(JobQueueException.class);
        }
    }

    @Test
    void tablesOfAnotherTextAreRefused() {
        try (Raw raw = new Raw(TestedDatabase.H2.newUrl())) {
            JdbcJobQueue.builder(raw.source()).build().close();
            raw.run("UPDATE steadwork_schema_version SET checksum = checksum + 1");

            assertThatThrownBy(() -> JdbcJobQueue.builder(raw.source()).build())
                    .isInstanceOf(JobQueueException.class)
                    .hasMessageContaining("version 1")
                    .hasMessageContaining("JdbcSchema.ddl");
        }
    }

    @Test
    void tablesMayStandInASchemaOfTheirOwn() {
        try (Raw raw = new Raw(TestedDatabase.POSTGRESQL.newUrl())) {
            raw.run("CREATE SCHEMA jobs");
            try (JdbcJobQueue queue =
                    JdbcJobQueue.builder(raw.source()).tablePrefix("jobs.q_").build()) {
                canBeUsed(queue);
                assertThat(raw.count("jobs.q_job")).isEqualTo(1);
            }
        }
    }

    @Test
    void queuesWithDifferentPrefixesHaveNothingToDoWithEachOther() {
        try (Raw raw = new Raw(TestedDatabase.POSTGRESQL.newUrl());
                JdbcJobQueue one =
                        JdbcJobQueue.builder(raw.source()).tablePrefix("one_").build();
                JdbcJobQueue other =
                        JdbcJobQueue.builder(raw.source()).tablePrefix("other_").build()) {
            canBeUsed(one);
            assertThat(other.inspector().count(JobFilter.ALL)).isZero();
        }
    }

    @Test
    void aPrefixThatIsNoNameIsRefused() {
        try (Raw raw = new Raw(TestedDatabase.H2.newUrl())) {
            JdbcJobQueue.Builder builder = JdbcJobQueue.builder(raw.source());
            for (String prefix : List.of(
                    "", "1_", "a b", "x;DROP TABLE y", "x\"", "a.b.c", ".x", "x.", "\u00e4_", "x".repeat(41), "x\n")) {
                assertThatThrownBy(() -> builder.tablePrefix(prefix))
                        .as(prefix)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("table prefix");
                assertThatThrownBy(() -> JdbcSchema.ddl("h2", prefix)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void anUnknownDatabaseIsNamedInTheError() {
        assertThatThrownBy(() -> JdbcSchema.ddl("oracle", "steadwork_"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'oracle'")
                .hasMessageContaining("postgresql, h2, mariadb, mysql and sqlite");
    }
}

package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That what is kept beside the jobs fits them, and goes when they go. */
@Timeout(60)
final class UpkeepTest {

    private static final ErrorInfo ERROR = ErrorInfo.of("test", "failed", ErrorKind.TRANSIENT);
    private static final List<Outcome> OUTCOMES = List.of(
            new Outcome.Succeeded(Payload.NOTHING),
            new Outcome.Failed(ERROR),
            new Outcome.Cancelled("enough"),
            new Outcome.Retry(ERROR, Duration.ZERO),
            new Outcome.Snoozed(Duration.ZERO));

    private static StoredRequest child(JobId parent) {
        return new StoredRequest(
                JobId.create(),
                "type",
                "queue",
                Priority.NORMAL,
                Payload.NOTHING,
                StoredRequest.Due.NOW,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(parent),
                ParentPolicy.RUN,
                Set.of(),
                Map.of());
    }

    private static StoredRequest plain() {
        return StoredRequest.simple(JobId.create(), "type", "queue", Payload.NOTHING);
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void countsEqualTheJobsWhateverWasDoneAndAPurgeLeavesNothingOfThem(TestedDatabase database) {
        try (Raw raw = new Raw(database.newUrl());
                JdbcJobQueue queue = JdbcJobQueue.builder(raw.source()).build()) {
            Random random = new Random(11);
            for (int i = 0; i < 60; i++) {
                step(queue, random);
                assertCountsFit(queue, raw);
            }
            while (queue.unblock(100) > 0) {
                // until nothing waits that need not
            }
            queue.cancel(JobFilter.ALL, "the end", 1_000);
            Lessee.settle(queue, held(queue), new Outcome.Released("", true));
            assertCountsFit(queue, raw);

            while (queue.purge(JobFilter.ALL, Duration.ZERO, 50) > 0) {
                assertCountsFit(queue, raw);
            }

            for (String table : List.of("job", "ended", "attempt", "run_log", "dependency", "unique_key")) {
                assertThat(raw.count("steadwork_" + table)).as(table).isZero();
            }
        }
    }

    private static void step(JdbcJobQueue queue, Random random) {
        StoredRequest parent = plain();
        queue.enqueue(EnqueueBatch.of(List.of(parent, child(parent.id()))));
        queue.runLog().append(List.of(new RunLog.Line(parent.id(), 1, RunLog.Kind.LOG, "me", "hello")));
        List<Claim> claims = new ArrayList<>(Lessee.claim(queue, "queue", "type", 3));
        for (Claim claim : claims) {
            Lessee.settle(queue, List.of(claim), OUTCOMES.get(random.nextInt(OUTCOMES.size())));
        }
        switch (random.nextInt(5)) {
            case 0 -> queue.redrive(JobFilter.ALL, JobChange.NONE, 2);
            case 1 -> queue.cancel(JobFilter.ALL, "not needed", 2);
            case 2 -> queue.purge(JobFilter.ALL, Duration.ZERO, 2);
            default -> queue.unblock(10);
        }
    }

    private static List<Claim> held(JdbcJobQueue queue) {
        return Lessee.claim(queue, "queue", "type", 1_000);
    }

    private static void assertCountsFit(JdbcJobQueue queue, Raw raw) {
        for (JobState state : JobState.values()) {
            long counted = raw.number("SELECT count(*) FROM steadwork_" + (state.isFinal() ? "ended" : "job")
                    + " WHERE state = " + Codes.of(state));
            assertThat(queue.inspector().count(JobFilter.ALL.states(state)))
                    .as(state.name())
                    .isEqualTo(counted);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void successesThatNobodyNeedsAreNotKeptWhereThatIsWanted(TestedDatabase database) {
        try (Raw raw = new Raw(database.newUrl());
                JdbcJobQueue queue =
                        JdbcJobQueue.builder(raw.source()).keepSucceeded(false).build()) {
            StoredRequest parent = plain();
            StoredRequest other = plain();
            queue.enqueue(EnqueueBatch.of(List.of(parent, child(parent.id()), other)));
            List<Claim> claims = Lessee.claim(queue, "queue", "type", 10);
            Lessee.settle(queue, claims, new Outcome.Succeeded(Payload.NOTHING));

            assertThat(queue.inspector().find(other.id())).isEmpty();
            assertThat(queue.inspector().find(parent.id()).orElseThrow().state())
                    .isEqualTo(JobState.SUCCEEDED);

            assertThat(queue.unblock(10)).isEqualTo(1);
            Lessee.settle(queue, Lessee.claim(queue, "queue", "type", 10), new Outcome.Failed(ERROR));
            assertThat(queue.inspector().count(JobFilter.ALL.states(JobState.FAILED)))
                    .isEqualTo(1);
            assertCountsFit(queue, raw);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void whatJobsSaidThatWereNotKeptGoesAfterAWhile(TestedDatabase database) {
        try (Raw raw = new Raw(database.newUrl());
                JdbcJobQueue queue =
                        JdbcJobQueue.builder(raw.source()).keepSucceeded(false).build()) {
            StoredRequest waiting = plain();
            queue.enqueue(EnqueueBatch.of(List.of(waiting)));
            JobId forgotten = JobId.create();
            queue.runLog()
                    .append(List.of(
                            new RunLog.Line(forgotten, 1, RunLog.Kind.LOG, "me", "of a job that succeeded"),
                            new RunLog.Line(waiting.id(), 1, RunLog.Kind.LOG, "me", "of one that waits")));

            queue.purge(JobFilter.ALL, Duration.ZERO, 50);
            assertThat(queue.runLog().read(forgotten, 0, 10))
                    .as("it may still end")
                    .hasSize(1);

            queue.moveTime(Duration.ofHours(2));
            queue.purge(JobFilter.ALL, Duration.ZERO, 50);
            assertThat(queue.runLog().read(forgotten, 0, 10)).isEmpty();
            assertThat(queue.runLog().read(waiting.id(), 0, 10)).hasSize(1);
        }
    }

    @Test
    void textsOfStatementsAreBounded() {
        Sql sql = new Sql(new H2Dialect(), "p_", 0);
        for (int i = 0; i < 100_000; i++) {
            assertThat(sql.of("SELECT " + i + " FROM ${p}job")).isEqualTo("SELECT " + i + " FROM p_job");
        }
        assertThat(sql.kept()).isLessThanOrEqualTo(600);
    }
}

package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.DuplicateJobException;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobHandle;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.ReclaimRule;
import io.github.steadwork.queue.Settlement;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Enqueue and completion as parts of a transaction of the caller's. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // opened by each test
final class TransactionTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JobType<String, String> BOOK = JobType.of("book", String.class, String.class)
            .with(JobOptions.DEFAULT.retry(RetryPolicy.builder()
                    .maxRetries(2)
                    .delay(Duration.ZERO)
                    .jitter(0)
                    .build()));

    private final ConcurrentLinkedQueue<JobEvent> events = new ConcurrentLinkedQueue<>();
    private Raw raw;
    private JdbcJobQueue queue;

    private void open(TestedDatabase database, boolean keepsSucceeded) {
        raw = new Raw(database.newUrl());
        queue = JdbcJobQueue.builder(raw.source()).keepSucceeded(keepsSucceeded).build();
        raw.run("CREATE TABLE booking (number varchar(100) NOT NULL)");
    }

    @AfterEach
    void close() {
        queue.close();
        raw.close();
    }

    private JobEngine.Builder builder(int workers) {
        return JobEngine.builder()
                .queue(queue)
                .config(JobConfig.builder()
                        .set(JobSetting.WORKERS, String.valueOf(workers))
                        .build())
                .listener(events::add);
    }

    private JobEngine enqueuer() {
        return builder(0).register(BOOK, (number, context) -> number).build();
    }

    private static void book(Connection connection, String number) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO booking (number) VALUES (?)")) {
            insert.setString(1, number);
            insert.executeUpdate();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aJobExistsFromTheCommitOn(TestedDatabase database) throws SQLException {
        open(database, true);
        try (JobEngine engine = enqueuer();
                Connection connection = raw.transaction()) {
            book(connection, "1");
            JobHandle<String> handle =
                    engine.jobs().through(queue.within(connection)).enqueue(BOOK, "1");
            assertThat(handle.find()).isEmpty();

            connection.commit();

            assertThat(handle.state()).isEqualTo(JobState.QUEUED);
            assertThat(raw.count("booking")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aJobNeverExistsIfTheCallerRollsBack(TestedDatabase database) throws SQLException {
        open(database, true);
        try (JobEngine engine = enqueuer();
                Connection connection = raw.transaction()) {
            List<JobRequest<String, String>> requests = List.of(
                    JobRequest.of(BOOK, "plain"),
                    JobRequest.of(BOOK, "unique").unique(UniqueRule.whileUnfinished("key")));
            List<JobHandle<?>> handles =
                    engine.jobs().through(queue.within(connection)).enqueueAll(requests);

            connection.rollback();

            assertThat(handles).allSatisfy(handle -> assertThat(handle.find()).isEmpty());
            assertThat(queue.inspector().count(JobFilter.ALL)).isZero();
            assertThat(raw.count("steadwork_unique_key")).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aCallThatIsRefusedLeavesTheTransactionAsItWas(TestedDatabase database) throws SQLException {
        open(database, true);
        StoredRequest taken = StoredRequest.simple(JobId.create(), "book", "default", Payload.NOTHING);
        queue.enqueue(EnqueueBatch.of(List.of(taken)));
        try (JobEngine engine = enqueuer();
                Connection connection = raw.transaction()) {
            book(connection, "1");
            assertThatThrownBy(() -> queue.within(connection).enqueue(EnqueueBatch.of(List.of(taken))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(taken.id().toString());
            JobRequest<String, String> unique = JobRequest.of(BOOK, "2")
                    .unique(UniqueRule.whileUnfinished("key").onConflict(UniqueRule.OnConflict.REFUSE));
            engine.jobs().through(queue.within(connection)).enqueue(unique);
            JobRequest<String, String> second = JobRequest.of(BOOK, "3")
                    .unique(UniqueRule.whileUnfinished("key").onConflict(UniqueRule.OnConflict.REFUSE));
            assertThatThrownBy(() ->
                            engine.jobs().through(queue.within(connection)).enqueue(second))
                    .isInstanceOf(DuplicateJobException.class);

            connection.commit();

            assertThat(raw.count("booking")).isEqualTo(1);
            assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aJobCompletesTogetherWithWhatItWrites(TestedDatabase database) throws Exception {
        completes(database, true);
        assertThat(queue.inspector().count(JobFilter.ALL)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aJobThatCompletedItselfIsKeptWhereSuccessesAreNot(TestedDatabase database) throws Exception {
        completes(database, false);
    }

    private void completes(TestedDatabase database, boolean keepsSucceeded) throws Exception {
        open(database, keepsSucceeded);
        try (JobEngine engine = builder(2)
                .register(BOOK, (number, context) -> {
                    try (Connection connection = raw.transaction()) {
                        book(connection, number);
                        queue.within(connection).complete(context, "booked");
                        connection.commit();
                    }
                    return "booked";
                })
                .start()) {
            assertThat(engine.jobs().enqueue(BOOK, "1").await(SOON)).isEqualTo("booked");
        }
        assertThat(raw.count("booking")).isEqualTo(1);
        assertThat(events).noneMatch(JobEvent.LeaseLost.class::isInstance);
        assertThat(events).filteredOn(JobEvent.Succeeded.class::isInstance).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aJobWhoseTransactionIsRolledBackIsRetried(TestedDatabase database) throws Exception {
        open(database, true);
        try (JobEngine engine =
                builder(2).register(BOOK, this::bookAtTheSecondAttempt).start()) {
            JobHandle<String> handle = engine.jobs().enqueue(BOOK, "1");

            assertThat(handle.await(SOON)).isEqualTo("attempt 2");
            assertThat(handle.find().orElseThrow().counters().retriesUsed()).isEqualTo(1);
        }
        assertThat(raw.count("booking")).isEqualTo(1);
    }

    private String bookAtTheSecondAttempt(String number, JobContext context) throws SQLException {
        try (Connection connection = raw.transaction()) {
            book(connection, number);
            queue.within(connection).complete(context, "attempt " + context.attempt());
            if (context.attempt() == 1) {
                connection.rollback();
                throw new SQLException("the commit failed");
            }
            connection.commit();
            return "attempt " + context.attempt();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void whoHasLostTheLeaseCannotComplete(TestedDatabase database) throws SQLException {
        open(database, true);
        queue.enqueue(
                EnqueueBatch.of(List.of(StoredRequest.simple(JobId.create(), "book", "default", Payload.NOTHING))));
        Claim claim = Lessee.claim(queue, "default", "book", 1).get(0);
        queue.workers().leave(Lessee.WORKER);
        queue.reclaim(new ReclaimRule(SOON, 3, 10));

        try (Connection connection = raw.transaction()) {
            Settlement late = new Settlement(claim.lease(), new Outcome.Succeeded(Payload.NOTHING), Duration.ZERO);
            assertThat(queue.within(connection).settle(late).refused()).containsExactly(claim.lease());
            connection.commit();
        }
        assertThat(queue.inspector().count(JobFilter.ALL.states(JobState.QUEUED)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aConnectionThatCommitsByItselfIsRefused(TestedDatabase database) throws SQLException {
        open(database, true);
        try (Connection connection = raw.source().getConnection()) {
            assertThatThrownBy(() -> queue.within(connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("setAutoCommit(false)");
        }
    }
}

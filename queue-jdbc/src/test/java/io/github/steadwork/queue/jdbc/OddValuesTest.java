package io.github.steadwork.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.ErrorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts and payloads that some database has no place for. */
@Timeout(60)
final class OddValuesTest {

    private static final String ZERO = "a\0b";
    private static final String LONELY = "high \ud83d or low \udc00";
    private static final List<String> ODD = List.of(
            ZERO, LONELY, "quote ' \" \\ % _ ! ; -- /*", "\ud83d\ude00 \u00e4 \u4e2d \u202e", "${p}job ${now} ?");

    private static StoredRequest request(Set<String> tags, Map<String, String> headers, Optional<UniqueRule> unique) {
        return new StoredRequest(
                JobId.create(),
                "type",
                "queue",
                Priority.NORMAL,
                Payload.NOTHING,
                StoredRequest.Due.NOW,
                0,
                Optional.empty(),
                unique,
                List.of(),
                ParentPolicy.FAIL,
                tags,
                headers);
    }

    private static EnqueueReceipt.Enqueued enqueue(JdbcJobQueue queue, StoredRequest request) {
        return queue.enqueue(EnqueueBatch.of(List.of(request))).jobs().get(0);
    }

    private static JobRecord find(JdbcJobQueue queue, JobId id) {
        return queue.inspector().find(id).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void oddTagsAndHeadersAreStoredAndFound(TestedDatabase database) {
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            for (String odd : ODD) {
                StoredRequest request = request(Set.of(odd), Map.of(odd, odd), Optional.empty());
                enqueue(queue, request);

                JobRecord job = find(queue, request.id());
                assertThat(job.request().tags()).containsExactly(odd);
                assertThat(job.request().headers()).containsValue(odd);
                assertThat(queue.inspector().list(JobFilter.ALL.tags(odd), Optional.empty(), 10))
                        .extracting(JobRecord::id)
                        .containsExactly(request.id());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void oddUniqueKeysAreKeptApart(TestedDatabase database) {
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            for (String odd : ODD) {
                Optional<UniqueRule> rule = Optional.of(UniqueRule.whileUnfinished(odd));
                EnqueueReceipt.Enqueued first = enqueue(queue, request(Set.of(), Map.of(), rule));
                EnqueueReceipt.Enqueued second = enqueue(queue, request(Set.of(), Map.of(), rule));

                assertThat(first.result()).isEqualTo(EnqueueReceipt.Result.STORED);
                assertThat(second.result()).isEqualTo(EnqueueReceipt.Result.KEPT_EARLIER);
                assertThat(second.id()).isEqualTo(first.id());
            }
            for (String other : List.of("a", "A", "a ", " a", "\u00e4", "a\ufffdb", "a\\u0000b", "high ? or low ?")) {
                Optional<UniqueRule> rule = Optional.of(UniqueRule.whileUnfinished(other));
                assertThat(enqueue(queue, request(Set.of(), Map.of(), rule)).result())
                        .as(other)
                        .isEqualTo(EnqueueReceipt.Result.STORED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void oddErrorsAndReasonsEndTheJobAsTheySay(TestedDatabase database) {
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            for (String odd : ODD) {
                StoredRequest failing = request(Set.of(), Map.of(), Optional.empty());
                enqueue(queue, failing);
                List<Claim> claims = Lessee.claim(queue, "queue", "type", 1);
                Lessee.settle(queue, claims, new Outcome.Failed(new ErrorInfo(odd, odd, odd, ErrorKind.PERMANENT)));
                assertThat(find(queue, failing.id()).error().orElseThrow().message())
                        .isEqualTo(odd);
                assertThat(queue.inspector().attempts(failing.id())).hasSize(1);

                StoredRequest waiting = request(Set.of(), Map.of(), Optional.empty());
                enqueue(queue, waiting);
                queue.cancel(JobFilter.id(waiting.id()), odd, 1);
                assertThat(find(queue, waiting.id()).state()).isEqualTo(JobState.CANCELLED);
                assertThat(find(queue, waiting.id()).error()).isPresent();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void oddReasonsReachARunningJob(TestedDatabase database) {
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            for (String odd : ODD) {
                enqueue(queue, request(Set.of(), Map.of(), Optional.empty()));
                List<Claim> claims = Lessee.claim(queue, "queue", "type", 1);
                assertThat(queue.cancel(JobFilter.ALL, odd, 1).requested()).isEqualTo(1);
                Lessee.settle(queue, claims, new Outcome.Released("", true));
                assertThat(find(queue, claims.get(0).job().id()).state()).isEqualTo(JobState.CANCELLED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void oddLinesAndDocumentsAreStored(TestedDatabase database) {
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            JobId job = JobId.create();
            queue.runLog()
                    .append(ODD.stream()
                            .map(odd -> new RunLog.Line(job, 1, RunLog.Kind.LOG, odd, odd))
                            .toList());
            assertThat(queue.runLog().read(job, 0, 100)).hasSize(ODD.size());
            assertThat(queue.runLog().read(job, 0, 100).get(1).line().message()).isEqualTo("high \ufffd or low \ufffd");

            for (String odd : ODD) {
                if (!odd.equals(ZERO) && !odd.equals(LONELY)) {
                    String json = "{\"text\":\"" + odd.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
                    assertThat(queue.documents()
                                    .apply(List.of(new DocumentChange.Put("odd", odd, 0, Optional.empty(), json))))
                            .isTrue();
                    assertThat(queue.documents().get("odd", odd).orElseThrow().json())
                            .isEqualTo(json);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.steadwork.queue.jdbc.TestedDatabase#all")
    void aLargePayloadComesBackAsItWas(TestedDatabase database) {
        byte[] bytes = new byte[5_000_000];
        new Random(7).nextBytes(bytes);
        Payload large = Payload.of(bytes, "raw", 3);
        try (JdbcJobQueue queue = JdbcJobQueue.open(database.newUrl())) {
            StoredRequest request = StoredRequest.simple(JobId.create(), "type", "queue", large);
            enqueue(queue, request);
            List<Claim> claims = Lessee.claim(queue, "queue", "type", 1);
            assertThat(Arrays.equals(claims.get(0).job().request().payload().bytes(), bytes))
                    .isTrue();

            Lessee.settle(queue, claims, new Outcome.Succeeded(large));

            assertThat(find(queue, request.id()).result()).isEqualTo(large);
        }
    }
}

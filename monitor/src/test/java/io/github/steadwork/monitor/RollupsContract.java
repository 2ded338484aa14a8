package io.github.steadwork.monitor;

import static io.github.steadwork.monitor.Events.job;
import static io.github.steadwork.monitor.Events.started;
import static io.github.steadwork.monitor.Events.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StateStore;
import io.github.steadwork.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Figures of all nodes, on any backend. The nodes' clocks stand some hours behind the backend's, so that whole hours are long
 * over when they are stored.
 */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // set before each test
abstract class RollupsContract {

    private static final Duration HOUR = Duration.ofHours(1);

    private QueueBackend backend;
    private StateStore documents;
    private ManualClock clock;
    private Instant begin;

    abstract QueueBackend openBackend();

    @BeforeEach
    void open() {
        backend = openBackend();
        documents = backend.documents();
        begin = documents.now().minus(Duration.ofHours(10)).truncatedTo(ChronoUnit.HOURS);
        clock = new ManualClock(begin);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    /** A node with a monitor, whose figures are stored when it says so. */
    private final class Node {

        private final JobMonitor monitor = new JobMonitor(clock);
        private final Rollups rollups;

        Node(StateStore store) {
            rollups = new Rollups(store, monitor, event -> {});
        }

        Node() {
            this(documents);
        }

        void succeed(String type, Duration ran) {
            monitor.on(succeeded(job(JobId.create(), type, "mail", clock.instant(), 1), ran));
        }

        List<Rollup> hours(Subject subject, int many) {
            return rollups.hours(subject, begin, begin.plus(HOUR.multipliedBy(many)));
        }
    }

    @Test
    void hoursAndMinutesSumUpWhatWasCounted() {
        Node node = new Node();
        node.monitor.on(started(job("letter", clock.instant().minusMillis(700))));
        node.succeed("letter", Duration.ofMillis(100));
        clock.advance(Duration.ofMinutes(3));
        node.succeed("letter", Duration.ofMillis(300));
        node.monitor.on(new JobEvent.Failed(job("parcel", clock.instant()), Duration.ofSeconds(4), Events.ERROR));
        node.rollups.flush();
        clock.advance(Duration.ofMinutes(60));
        node.succeed("letter", Duration.ofMillis(200));
        node.rollups.flush();

        List<Rollup> hours = node.hours(Subject.ALL, 3);
        assertThat(hours)
                .extracting(Rollup::start)
                .containsExactly(begin, begin.plus(HOUR), begin.plus(HOUR).plus(HOUR));
        assertThat(hours).extracting(hour -> hour.counts().succeeded()).containsExactly(2L, 1L, 0L);
        assertThat(hours).extracting(hour -> hour.counts().failed()).containsExactly(1L, 0L, 0L);
        assertThat(hours.get(0).durations().count()).isEqualTo(3);
        assertThat(hours.get(0).durations().max()).isEqualTo(Duration.ofSeconds(4));
        assertThat(hours.get(0).waits().max()).isEqualTo(Duration.ofMillis(700));
        assertThat(node.hours(Subject.type("letter"), 1).get(0).durations().mean())
                .isEqualTo(Duration.ofMillis(200));
        assertThat(node.hours(Subject.queue("mail"), 1).get(0).counts().succeeded())
                .isEqualTo(2);
        assertThat(node.hours(Subject.type("lette"), 1).get(0).counts().succeeded())
                .isZero();

        List<Rollup> minutes = node.rollups.minutes(Subject.type("letter"), begin, begin.plus(Duration.ofMinutes(5)));
        assertThat(minutes).extracting(minute -> minute.counts().succeeded()).containsExactly(1L, 0L, 0L, 1L, 0L);
    }

    @Test
    void manyNodesAddUpAlsoAfterTheirDocumentsWerePutTogether() {
        Node one = new Node();
        Node other = new Node();
        for (int round = 0; round < 3; round++) {
            one.succeed("letter", Duration.ofMillis(5));
            other.succeed("letter", Duration.ofMillis(7));
            one.rollups.flush();
            other.rollups.flush();
        }
        assertThat(one.hours(Subject.ALL, 1).get(0).counts().succeeded()).isEqualTo(6);

        other.rollups.maintain();

        assertThat(documents.list("rollup-hour", "", 100))
                .as("all, a type, a queue")
                .hasSize(3);
        assertThat(one.hours(Subject.ALL, 1).get(0).counts().succeeded()).isEqualTo(6);
        assertThat(one.hours(Subject.ALL, 1).get(0).durations().mean()).isEqualTo(Duration.ofMillis(6));

        one.succeed("letter", Duration.ofMillis(5));
        one.rollups.flush();
        assertThat(other.hours(Subject.ALL, 1).get(0).counts().succeeded())
                .as("one that came late")
                .isEqualTo(7);
        one.rollups.maintain();
        assertThat(documents.list("rollup-hour", "", 100)).hasSize(3);
        assertThat(other.hours(Subject.ALL, 1).get(0).counts().succeeded()).isEqualTo(7);
    }

    @Test
    void nodesThatPutTogetherAtOnceCountNothingTwice() throws Exception {
        List<Node> nodes = IntStream.range(0, 4).mapToObj(i -> new Node()).toList();
        for (Node node : nodes) {
            for (int i = 0; i < 20; i++) {
                node.succeed("type-" + i, Duration.ofMillis(5));
            }
            node.rollups.flush();
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Object>> acts = nodes.stream()
                    .<Callable<Object>>map(node -> Executors.callable(node.rollups::maintain))
                    .toList();
            for (Future<Object> act : threads.invokeAll(acts)) {
                act.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(nodes.get(0).hours(Subject.ALL, 1).get(0).counts().succeeded())
                .isEqualTo(80);
        assertThat(documents.list("rollup-hour", "", 1_000)).hasSize(22);
    }

    @Test
    void whatHasBeenKeptLongEnoughIsDeleted() {
        clock.advance(Duration.ofDays(-91));
        Instant longAgo = clock.instant();
        Node node = new Node();
        node.succeed("letter", Duration.ofMillis(5));
        node.rollups.flush();
        assertThat(node.rollups
                        .hours(Subject.ALL, longAgo, longAgo.plus(HOUR))
                        .get(0)
                        .counts()
                        .succeeded())
                .isEqualTo(1);

        node.rollups.maintain();
        node.rollups.maintain();

        assertThat(documents.list("rollup-minute", "", 10)).isEmpty();
        assertThat(documents.list("rollup-hour", "", 10)).isEmpty();
    }

    /** Loses writes: on the way there, or the reply of those that have happened. */
    private static final class Lossy implements StateStore {

        private final StateStore store;
        private boolean losesRequest;
        private boolean losesReply;

        Lossy(StateStore store) {
            this.store = store;
        }

        @Override
        public Optional<Document> get(String namespace, String key) {
            return store.get(namespace, key);
        }

        @Override
        public boolean apply(List<DocumentChange> changes) {
            if (losesRequest) {
                throw new JobQueueException("the request was lost");
            }
            boolean applied = store.apply(changes);
            if (losesReply) {
                throw new JobQueueException("the reply was lost");
            }
            return applied;
        }

        @Override
        public List<Document> list(String namespace, String afterKey, int limit) {
            return store.list(namespace, afterKey, limit);
        }

        @Override
        public List<Document> due(String namespace, int limit) {
            return store.due(namespace, limit);
        }

        @Override
        public Instant now() {
            return store.now();
        }
    }

    @Test
    void aWriteThatWasLostIsCountedOnceAndOneWhoseReplyWasLostToo() {
        Lossy line = new Lossy(documents);
        Node node = new Node(line);
        node.succeed("letter", Duration.ofMillis(5));
        node.rollups.flush();

        node.succeed("letter", Duration.ofMillis(5));
        line.losesRequest = true;
        assertThatThrownBy(node.rollups::flush).isInstanceOf(JobQueueException.class);
        line.losesRequest = false;
        node.succeed("letter", Duration.ofMillis(5));
        node.rollups.flush();
        assertThat(node.hours(Subject.ALL, 1).get(0).counts().succeeded()).isEqualTo(3);

        node.succeed("letter", Duration.ofMillis(5));
        line.losesReply = true;
        assertThatThrownBy(node.rollups::flush).isInstanceOf(JobQueueException.class);
        line.losesReply = false;
        node.succeed("letter", Duration.ofMillis(5));
        node.rollups.flush();
        assertThat(node.hours(Subject.ALL, 1).get(0).counts().succeeded()).isEqualTo(5);
    }

    @Test
    void aMonitorIsStoredByOneOnly() {
        Node node = new Node();

        assertThatThrownBy(() -> new Rollups(documents, node.monitor, event -> {}))
                .hasMessage("the figures of this monitor are stored already");
        assertThatThrownBy(() -> node.hours(Subject.ALL, 20_001)).hasMessageEndingWith("are more than 20000");
    }
}

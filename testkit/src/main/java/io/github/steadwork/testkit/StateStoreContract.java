package io.github.steadwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Documents that change only if nobody else has changed them meanwhile. */
public abstract class StateStoreContract extends DoorContract {

    /** For subclasses. */
    protected StateStoreContract() {}

    @Test
    void aDocumentComesBackAsItWasPut() {
        Instant due = now().plus(HOUR).truncatedTo(ChronoUnit.MILLIS);

        assertThat(apply(new DocumentChange.Put("ns", "k", 0, Optional.of(due), "{\"a\": \"ü\"}")))
                .isTrue();

        Document document = queue.documents().get("ns", "k").orElseThrow();
        assertThat(document.namespace()).isEqualTo("ns");
        assertThat(document.key()).isEqualTo("k");
        assertThat(document.version()).isEqualTo(1);
        assertThat(document.due()).contains(due);
        assertThat(document.json()).isEqualTo("{\"a\": \"ü\"}");
        assertThat(queue.documents().get("other", "k")).isEmpty();
        assertThat(queue.documents().get("ns", "other")).isEmpty();
    }

    @Test
    void aChangeOfAnOldVersionIsRefused() {
        apply(put("k", 0));
        assertThat(apply(put("k", 1))).isTrue();

        assertThat(apply(put("k", 1))).isFalse();
        assertThat(apply(put("k", 0))).isFalse();
        assertThat(apply(put("k", 3))).isFalse();
        assertThat(apply(new DocumentChange.Delete("ns", "k", 1))).isFalse();

        assertThat(queue.documents().get("ns", "k").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aDocumentThatIsNotThereCannotBeChangedOrDeleted() {
        assertThat(apply(put("k", 1))).isFalse();
        assertThat(apply(new DocumentChange.Delete("ns", "k", 1))).isFalse();
    }

    @Test
    void aDeletedDocumentIsGoneAndCanBePutAnew() {
        apply(put("k", 0));

        assertThat(apply(new DocumentChange.Delete("ns", "k", 1))).isTrue();

        assertThat(queue.documents().get("ns", "k")).isEmpty();
        assertThat(apply(put("k", 0))).isTrue();
    }

    @Test
    void changesAreMadeTogetherOrNotAtAll() {
        apply(put("b", 0));

        assertThat(queue.documents().apply(List.of(put("a", 0), put("b", 0)))).isFalse();
        assertThat(queue.documents().get("ns", "a")).isEmpty();
        assertThat(queue.documents().apply(List.of(put("a", 0), put("b", 1)))).isTrue();
        assertThat(queue.documents().get("ns", "a")).isPresent();
        assertThat(queue.documents().apply(List.of())).isTrue();
    }

    @Test
    void manyDocumentsAreChangedTogetherOrNotAtAll() {
        int many = 1_500;
        List<DocumentChange> first = new ArrayList<>();
        List<DocumentChange> second = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            first.add(put("k" + i, 0));
            second.add(put("k" + i, 1));
        }
        assertThat(queue.documents().apply(first)).isTrue();
        apply(put("k1200", 1));

        assertThat(queue.documents().apply(second)).isFalse();
        assertThat(queue.documents().list("ns", "", many))
                .filteredOn(document -> document.version() == 2)
                .hasSize(1);
        second.set(1_200, put("k1200", 2));
        assertThat(queue.documents().apply(second)).isTrue();
        assertThat(queue.documents().list("ns", "", many)).hasSize(many).allMatch(document -> document.version() >= 2);
    }

    @Test
    void documentsAreListedByKeyPageByPage() {
        for (String key : List.of("c", "a", "b", "d")) {
            apply(put(key, 0));
        }
        apply(new DocumentChange.Put("other", "b", 0, Optional.empty(), "{}"));

        assertThat(queue.documents().list("ns", "", 2))
                .extracting(Document::key)
                .containsExactly("a", "b");
        assertThat(queue.documents().list("ns", "b", 5))
                .extracting(Document::key)
                .containsExactly("c", "d");
        assertThat(queue.documents().list("ns", "d", 5)).isEmpty();
        assertThat(queue.documents().list("nowhere", "", 5)).isEmpty();
    }

    @Test
    void dueDocumentsAreToldLongestDueFirst() {
        Instant now = now();
        apply(due("later", now.plus(HOUR)));
        apply(due("second", now.minusSeconds(10)));
        apply(due("first", now.minusSeconds(20)));
        apply(put("never", 0));

        assertThat(queue.documents().due("ns", 5)).extracting(Document::key).containsExactly("first", "second");
        assertThat(queue.documents().due("ns", 1)).extracting(Document::key).containsExactly("first");
        time.advance(HOUR.plus(Duration.ofMinutes(1)));
        assertThat(queue.documents().due("ns", 5))
                .extracting(Document::key)
                .containsExactly("first", "second", "later");
        assertThat(queue.documents().due("other", 5)).isEmpty();
    }

    @Test
    void aDocumentIsDueAsItWasPutLast() {
        Instant now = now();
        apply(due("moved", now.minusSeconds(10)));
        apply(due("settled", now.minusSeconds(10)));
        apply(due("deleted", now.minusSeconds(10)));
        apply(put("wakened", 0));

        apply(new DocumentChange.Put("ns", "moved", 1, Optional.of(now.plus(HOUR)), "{}"));
        apply(put("settled", 1));
        apply(new DocumentChange.Delete("ns", "deleted", 1));
        apply(new DocumentChange.Put("ns", "wakened", 1, Optional.of(now.minusSeconds(1)), "{}"));

        assertThat(queue.documents().due("ns", 5)).extracting(Document::key).containsExactly("wakened");
    }

    @Test
    void theTimeThatItTellsIsTheOneThatItGoesBy() {
        Instant before = queue.documents().now();
        time.advance(HOUR);
        Instant after = queue.documents().now();
        apply(due("now", after.truncatedTo(ChronoUnit.MILLIS)));

        assertThat(Duration.between(before, after)).isBetween(HOUR, HOUR.plus(TOLERANCE));
        assertThat(queue.documents().due("ns", 5)).hasSize(1);
    }

    @Test
    void ofManyThatChangeOneVersionOneWins() throws InterruptedException {
        apply(put("k", 0));
        AtomicInteger won = new AtomicInteger();
        List<Thread> racers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread racer = new Thread(() -> {
                if (apply(put("k", 1))) {
                    won.incrementAndGet();
                }
            });
            racers.add(racer);
            racer.start();
        }
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(won).hasValue(1);
        assertThat(queue.documents().get("ns", "k").orElseThrow().version()).isEqualTo(2);
    }

    private boolean apply(DocumentChange change) {
        return queue.documents().apply(List.of(change));
    }

    private static DocumentChange put(String key, long expectedVersion) {
        return new DocumentChange.Put("ns", key, expectedVersion, Optional.empty(), "{\"n\": 1}");
    }

    private static DocumentChange due(String key, Instant due) {
        return new DocumentChange.Put("ns", key, 0, Optional.of(due), "{}");
    }
}

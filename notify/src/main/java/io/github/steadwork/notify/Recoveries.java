package io.github.steadwork.notify;

import io.github.steadwork.notify.channel.Topic;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has failed and has not succeeded since, for all nodes: a document per topic, which is deleted by exactly one node when the
 * topic has succeeded in an attempt that began later. That a success costs no read, successes are only noted, and compared with
 * what is stored now and then.
 */
final class Recoveries {

    private static final String NAMESPACE = "notify-failing";
    private static final int PAGE = 100;

    /** So many topics are noted at most; what comes beyond is not told. */
    private static final int MOST = 10_000;

    private final Map<Topic, Instant> failed = new ConcurrentHashMap<>();
    private final Map<Topic, Instant> succeeded = new ConcurrentHashMap<>();

    /** A topic that has failed, as it is stored, with when the attempt began that failed last. */
    record Failing(Topic topic, Instant began) {}

    void failed(Topic topic, Instant began) {
        note(failed, topic, began);
    }

    void succeeded(Topic topic, Instant began) {
        note(succeeded, topic, began);
    }

    private static void note(Map<Topic, Instant> notes, Topic topic, Instant began) {
        if (notes.size() < MOST || notes.containsKey(topic)) {
            notes.merge(topic, began, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** Stores what has failed, and gives what has recovered; each recovery is given once, to one node. */
    List<Topic> look(StateStore documents) {
        for (Topic topic : List.copyOf(failed.keySet())) {
            store(documents, new Failing(topic, failed.getOrDefault(topic, Instant.MIN)));
        }
        List<Topic> recovered = new ArrayList<>();
        String after = "";
        List<Document> page;
        do {
            page = succeeded.isEmpty() ? List.of() : documents.list(NAMESPACE, after, PAGE);
            for (Document document : page) {
                recovery(documents, document).ifPresent(recovered::add);
                after = document.key();
            }
        } while (page.size() == PAGE);
        return recovered;
    }

    private void store(StateStore documents, Failing failing) {
        boolean stored;
        do {
            Optional<Document> before = documents.get(NAMESPACE, failing.topic().toString());
            boolean isNewer = before.map(document -> Json.read(document.json(), Failing.class))
                    .filter(known -> !known.began().isBefore(failing.began()))
                    .isEmpty();
            stored = !isNewer
                    || documents.apply(List.of(new DocumentChange.Put(
                            NAMESPACE,
                            failing.topic().toString(),
                            before.map(Document::version).orElse(0L),
                            Optional.empty(),
                            Json.write(failing))));
        } while (!stored);
        failed.remove(failing.topic(), failing.began());
    }

    private Optional<Topic> recovery(StateStore documents, Document document) {
        Failing failing = Json.read(document.json(), Failing.class);
        Instant success = succeeded.getOrDefault(failing.topic(), Instant.MIN);
        boolean recovered = success.isAfter(failing.began())
                && documents.apply(List.of(new DocumentChange.Delete(NAMESPACE, document.key(), document.version())));
        return recovered ? Optional.of(failing.topic()) : Optional.empty();
    }
}

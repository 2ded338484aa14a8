package io.github.steadwork.engine;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which queues are paused, for all workers of a backend: one document each. */
final class QueuePauses {

    private static final String NAMESPACE = "paused-queue";
    private static final int MOST = 10_000;

    private final StateStore documents;
    private volatile Set<String> paused = Set.of();

    QueuePauses(StateStore documents) {
        this.documents = documents;
    }

    void pause(String queue) {
        Optional<Document> there = documents.get(NAMESPACE, queue);
        if (there.isEmpty()) {
            documents.apply(List.of(new DocumentChange.Put(NAMESPACE, queue, 0, Optional.empty(), "{}")));
        }
        refresh();
    }

    void resume(String queue) {
        documents
                .get(NAMESPACE, queue)
                .ifPresent(there ->
                        documents.apply(List.of(new DocumentChange.Delete(NAMESPACE, queue, there.version()))));
        refresh();
    }

    /** Looks what others have paused or resumed. */
    void refresh() {
        paused =
                documents.list(NAMESPACE, "", MOST).stream().map(Document::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this attempt's queue is paused, as of the last look. */
    boolean holds(Attempt attempt) {
        return paused.contains(attempt.job().request().queue());
    }

    boolean areNone() {
        return paused.isEmpty();
    }

    /** Those of these queues that are not paused, as of the last look. */
    List<String> open(List<String> queues) {
        Set<String> closed = paused;
        return closed.isEmpty()
                ? queues
                : queues.stream().filter(queue -> !closed.contains(queue)).toList();
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names that somebody has flagged, for all workers of a backend: one document each. Who reads them knows them as of the last look. */
final class Flags {

    private static final int MOST = 10_000;

    private final StateStore documents;
    private final String namespace;
    private volatile Map<String, Document> raised = Map.of();

    Flags(StateStore documents, String namespace) {
        this.documents = documents;
        this.namespace = namespace;
    }

    void raise(String name) {
        Optional<Document> there = documents.get(namespace, name);
        if (there.isEmpty()) {
            documents.apply(List.of(new DocumentChange.Put(namespace, name, 0, Optional.empty(), "{}")));
        }
        refresh();
    }

    /** Calls everybody's attention to a name once more, with this to say: its {@link #calls} change. */
    void call(String name, String json) {
        boolean said = false;
        while (!said) {
            long version = documents.get(namespace, name).map(Document::version).orElse(0L);
            said = documents.apply(List.of(new DocumentChange.Put(namespace, name, version, Optional.empty(), json)));
        }
        refresh();
    }

    void lower(String name) {
        documents
                .get(namespace, name)
                .ifPresent(
                        there -> documents.apply(List.of(new DocumentChange.Delete(namespace, name, there.version()))));
        refresh();
    }

    /** Looks what others have raised or lowered. */
    void refresh() {
        raised = documents.list(namespace, "", MOST).stream()
                .collect(Collectors.toUnmodifiableMap(Document::key, Function.identity()));
    }

    /** The names, as of the last look. */
    Set<String> raised() {
        return raised.keySet();
    }

    /** A number that changes with each call of attention to this name, as of the last look; 0 if there was none. */
    long calls(String name) {
        Document called = raised.get(name);
        return called == null ? 0 : called.version();
    }

    /** What the latest call to this name has said, as of the last look. */
    Optional<String> said(String name) {
        return Optional.ofNullable(raised.get(name)).map(Document::json);
    }
}

package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The documents, by namespace and key. */
final class Documents implements StateStore {

    private static final Comparator<Document> BY_DUE = Comparator.<Document, Instant>comparing(
                    document -> document.due().orElse(Instant.MAX))
            .thenComparing(Document::key);

    private static final NavigableSet<Document> NO_DOCUMENTS = Collections.emptyNavigableSet();

    private static final Optional<Staged> NOTHING = Optional.of(new Staged(Map.of()));

    private final Gate gate;
    private final Map<String, NavigableMap<String, Document>> byNamespace = new HashMap<>();

    /** Those that will be due, so that nobody has to look through all. */
    private final Map<String, NavigableSet<Document>> byDue = new HashMap<>();

    Documents(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Optional<Document> get(String namespace, String key) {
        return gate.call(now -> Optional.ofNullable(namespace(namespace).get(key)));
    }

    @Override
    public boolean apply(List<DocumentChange> changes) {
        return gate.call(now -> {
            Optional<Staged> staged = stage(changes);
            staged.ifPresent(this::store);
            return staged.isPresent();
        });
    }

    @Override
    public List<Document> list(String namespace, String afterKey, int limit) {
        return gate.call(now -> namespace(namespace).tailMap(afterKey, false).values().stream()
                .limit(limit)
                .toList());
    }

    @Override
    public List<Document> due(String namespace, int limit) {
        return gate.call(now -> byDue.getOrDefault(namespace, NO_DOCUMENTS).stream()
                .takeWhile(document ->
                        document.due().filter(due -> !due.isAfter(now)).isPresent())
                .limit(limit)
                .toList());
    }

    @Override
    public Instant now() {
        return gate.call(now -> now);
    }

    /** What the documents will be; empty if one of them has another version than expected. The gate has been passed. */
    Optional<Staged> stage(List<DocumentChange> changes) {
        if (changes.isEmpty()) {
            return NOTHING;
        }
        Map<Key, Optional<Document>> staged = new LinkedHashMap<>();
        for (DocumentChange change : changes) {
            Key key = new Key(change.namespace(), change.key());
            Optional<Document> present = staged.getOrDefault(
                    key, Optional.ofNullable(namespace(key.namespace).get(key.key)));
            if (present.map(Document::version).orElse(0L) != change.expectedVersion()) {
                return Optional.empty();
            }
            staged.put(key, changed(change));
        }
        return Optional.of(new Staged(staged));
    }

    /** Makes staged changes. The gate has been passed. */
    void store(Staged staged) {
        staged.documents.forEach((key, document) -> put(key, document.orElse(null)));
    }

    private void put(Key key, @Nullable Document document) {
        NavigableMap<String, Document> all = byNamespace.computeIfAbsent(key.namespace, unused -> new TreeMap<>());
        NavigableSet<Document> due = byDue.computeIfAbsent(key.namespace, unused -> new TreeSet<>(BY_DUE));
        Document before = document == null ? all.remove(key.key) : all.put(key.key, document);
        if (before != null) {
            due.remove(before);
        }
        if (document != null && document.due().isPresent()) {
            due.add(document);
        }
    }

    private static Optional<Document> changed(DocumentChange change) {
        if (change instanceof DocumentChange.Put put) {
            return Optional.of(
                    new Document(put.namespace(), put.key(), put.expectedVersion() + 1, put.due(), put.json()));
        }
        return Optional.empty();
    }

    private NavigableMap<String, Document> namespace(String namespace) {
        return byNamespace.getOrDefault(namespace, new TreeMap<>());
    }

    private record Key(String namespace, String key) {}

    /** Documents as they will be; an empty one will be deleted. */
    record Staged(Map<Key, Optional<Document>> documents) {}
}

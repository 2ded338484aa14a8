package io.github.steadwork.monitor;

import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the documents of single nodes together, and deletes what has been kept long enough. Every node does it; each step names the
 * versions that it has read, so a step that two take happens once.
 */
final class Compaction {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 200;

    private final StateStore documents;

    Compaction(StateStore documents) {
        this.documents = documents;
    }

    void run() {
        for (Level level : Level.values()) {
            List<Document> due;
            int pages = 0;
            do {
                due = documents.due(level.namespace, PAGE);
                step(level, due);
                pages++;
            } while (due.size() == PAGE && pages < MOST_PAGES);
        }
    }

    private void step(Level level, List<Document> due) {
        List<DocumentChange> old = new ArrayList<>();
        Map<String, List<Document>> ofNodes = new LinkedHashMap<>();
        for (Document document : due) {
            if (level == Level.MINUTE || RollupKey.isOfAllNodes(document.key())) {
                old.add(delete(document));
            } else {
                ofNodes.computeIfAbsent(RollupKey.ofAllNodes(document.key()), unused -> new ArrayList<>())
                        .add(document);
            }
        }
        if (!old.isEmpty() && !documents.apply(old)) {
            old.forEach(each -> documents.apply(List.of(each)));
        }
        ofNodes.forEach((key, parts) -> putTogether(level, key, parts));
    }

    private void putTogether(Level level, String key, List<Document> parts) {
        Optional<Document> there = documents.get(level.namespace, key);
        Cell sum = there.map(document -> StoredCell.read(document.json())).orElseGet(Cell::new);
        parts.forEach(part -> sum.add(StoredCell.read(part.json())));
        List<DocumentChange> changes = new ArrayList<>();
        changes.add(new DocumentChange.Put(
                level.namespace,
                key,
                there.map(Document::version).orElse(0L),
                level.dueOfAll(RollupKey.startOf(key)),
                StoredCell.write(sum)));
        parts.forEach(part -> changes.add(delete(part)));
        documents.apply(changes);
    }

    private static DocumentChange delete(Document document) {
        return new DocumentChange.Delete(document.namespace(), document.key(), document.version());
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import io.github.steadwork.retry.TransientException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What jobs of one type keep for later ones: a document a key. An attempt remembers the version that it has read, so one that
 * has been overtaken cannot put an old value in place of a newer one.
 */
final class KeptState {

    private static final String NAMESPACE = "job-state:";
    private static final int LONGEST_KEY = 400;

    private final StateStore documents;
    private final PayloadCodec codec;
    private final String namespace;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    KeptState(StateStore documents, PayloadCodec codec, String type) {
        this.documents = documents;
        this.codec = codec;
        this.namespace = NAMESPACE + type;
    }

    <S> Optional<S> read(String key, Class<S> type) {
        Optional<Document> found = documents.get(namespace, checked(key));
        versions.put(key, found.map(Document::version).orElse(0L));
        return found.flatMap(document -> Optional.ofNullable(codec.decode(payload(document), type)));
    }

    private Payload payload(Document document) {
        return Payload.of(document.json().getBytes(StandardCharsets.UTF_8), codec.id(), 1);
    }

    void write(String key, Object state) {
        String json = codec.encode(Objects.requireNonNull(state, "state"), 1).text();
        long expected = versions.computeIfAbsent(checked(key), this::version);
        boolean written = documents.apply(
                List.of(new DocumentChange.Put(namespace, key, expected, Optional.empty(), json)));
        if (!written && !isThere(key, json)) {
            versions.remove(key);
            throw new TransientException("somebody else has changed the state '" + key + "' of "
                    + namespace.substring(NAMESPACE.length()) + " since this attempt read it");
        }
        versions.put(key, version(key));
    }

    /** A write whose reply was lost, and which the backend has repeated, is no conflict. */
    private boolean isThere(String key, String json) {
        return documents.get(namespace, key).filter(there -> there.json().equals(json)).isPresent();
    }

    private long version(String key) {
        return documents.get(namespace, key).map(Document::version).orElse(0L);
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("the key of a state is '" + key + "', allowed is a text of 1 to "
                    + LONGEST_KEY + " characters");
        }
        return key;
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The circuit breakers that are not closed, for all workers of a backend: one document each, due when it is to be probed. */
final class BreakerBoard {

    private static final String NAMESPACE = "breaker";
    private static final int MOST = 10_000;
    private static final PayloadCodec JSON = new JacksonPayloadCodec();

    private final StateStore documents;

    BreakerBoard(StateStore documents) {
        this.documents = documents;
    }

    /**
     * What the document of a breaker says.
     *
     * @param type the type of the job that opened it
     * @param incarnation which life of the worker it was
     */
    record Entry(
            boolean probing,
            String type,
            int failures,
            long pauseMillis,
            String worker,
            long incarnation,
            String error) {

        Entry probedBy(String worker, long incarnation) {
            return new Entry(true, type, failures, pauseMillis, worker, incarnation, error);
        }

        Duration pause() {
            return Duration.ofMillis(pauseMillis);
        }
    }

    /** A breaker as it is stored. */
    record Stored(String name, long version, Instant due, Entry entry) {

        BreakerStatus status() {
            return new BreakerStatus(name, entry.probing, entry.failures, entry.worker, due, entry.error);
        }
    }

    List<Stored> list() {
        return documents.list(NAMESPACE, "", MOST).stream()
                .map(BreakerBoard::stored)
                .toList();
    }

    private static Stored stored(Document document) {
        Payload json = Payload.of(document.json().getBytes(StandardCharsets.UTF_8), JSON.id(), 1);
        Entry entry = Objects.requireNonNull(JSON.decode(json, Entry.class), document.key());
        return new Stored(document.key(), document.version(), document.due().orElse(Instant.EPOCH), entry);
    }

    Instant now() {
        return documents.now();
    }

    /** Says that a breaker is open, or probed, whatever was said before. */
    boolean put(String name, Entry entry) {
        long version = documents.get(NAMESPACE, name).map(Document::version).orElse(0L);
        return put(name, version, entry);
    }

    /** Takes a breaker over as its probe; false if somebody else has moved it. */
    boolean replace(Stored stored, Entry entry) {
        return put(stored.name, stored.version, entry);
    }

    private boolean put(String name, long version, Entry entry) {
        Instant due = documents.now().plus(entry.pause());
        String json = JSON.encode(entry, 1).text();
        return documents.apply(List.of(new DocumentChange.Put(NAMESPACE, name, version, Optional.of(due), json)));
    }

    void close(String name) {
        documents
                .get(NAMESPACE, name)
                .ifPresent(
                        there -> documents.apply(List.of(new DocumentChange.Delete(NAMESPACE, name, there.version()))));
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.StateStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who did what, on all nodes of a backend, for {@value #DAYS_KEPT} days. What is done through {@link QueueManager#as} and
 * {@link WorkerManager#as} is written down here; parts that stand beside the engine write down what is done to them. Safe for
 * use by many threads.
 */
public final class AuditTrail {

    /** How long entries are kept, in days. */
    public static final int DAYS_KEPT = 400;

    private static final String NAMESPACE = "audit";
    private static final int LONGEST = 2_000;
    private static final int BATCH = 1_000;
    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private final StateStore documents;

    AuditTrail(StateStore documents) {
        this.documents = documents;
    }

    /** What a document says; its key says when. */
    record Stored(String actor, String act, String subject, String detail) {}

    /**
     * Writes down what has been done. Texts are cut off at {@value #LONGEST} characters.
     *
     * @param actor who did it; not empty
     * @param act what was done, as a verb
     * @param subject what it was done to
     * @param detail why, and with what effect; may be empty
     * @throws io.github.steadwork.queue.JobQueueException if it could not be stored
     */
    public void record(String actor, String act, String subject, String detail) {
        requireActor(actor);
        Instant now = documents.now();
        String json = CODEC.encode(new Stored(cut(actor), cut(act), cut(subject), cut(detail)), 1)
                .text();
        Optional<Instant> due = Optional.of(now.plus(Duration.ofDays(DAYS_KEPT)));
        documents.apply(List.of(new DocumentChange.Put(NAMESPACE, key(now), 0, due, json)));
    }

    static String requireActor(String actor) {
        if (actor.isBlank()) {
            throw new IllegalArgumentException("actor is empty; say who does it");
        }
        return actor;
    }

    /** The newest have the least keys, for documents are listed upwards; what is random tells those of one moment apart. */
    private static String key(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        return "%019d-%08x"
                .formatted(Long.MAX_VALUE - micros, ThreadLocalRandom.current().nextInt());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /**
     * What was done, newest first.
     *
     * @param olderThan the id of the last entry of the page before; empty to begin
     * @param limit how many at most
     */
    public List<AuditEntry> list(Optional<String> olderThan, int limit) {
        return documents.list(NAMESPACE, olderThan.orElse(""), limit).stream()
                .map(AuditTrail::entry)
                .toList();
    }

    private static AuditEntry entry(Document document) {
        Payload json = Payload.of(document.json().getBytes(StandardCharsets.UTF_8), CODEC.id(), 1);
        Stored stored = Objects.requireNonNull(CODEC.decode(json, Stored.class));
        long micros = Long.MAX_VALUE - Long.parseLong(document.key().substring(0, 19));
        return new AuditEntry(
                document.key(),
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                stored.actor,
                stored.act,
                stored.subject,
                stored.detail);
    }

    /** Deletes what is too old. */
    void purge() {
        List<Document> old = documents.due(NAMESPACE, BATCH);
        if (!old.isEmpty()) {
            documents.apply(old.stream()
                    .<DocumentChange>map(entry -> new DocumentChange.Delete(NAMESPACE, entry.key(), entry.version()))
                    .toList());
        }
    }
}

package io.github.steadwork.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How finely figures are kept, and for how long. */
enum Level {
    MINUTE("rollup-minute", Duration.ofMinutes(1), Duration.ofHours(24)),
    HOUR("rollup-hour", Duration.ofHours(1), Duration.ofDays(90));

    /** How long after its end an hour's documents of single nodes are put together. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    final String namespace;
    final Duration length;
    private final Duration kept;

    Level(String namespace, Duration length, Duration kept) {
        this.namespace = namespace;
        this.length = length;
        this.kept = kept;
    }

    Instant startOf(Instant moment) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    /** What the key begins with of all documents of a subject from this time on. */
    static String key(Subject subject, Instant start) {
        return keyBefore(subject, start) + "|";
    }

    /** Less than the keys of a subject from this time on, and greater than those before. */
    static String keyBefore(Subject subject, Instant start) {
        return subject.key() + "%011d".formatted(start.getEpochSecond());
    }

    /** When the document of a single node has to be looked at. */
    Optional<Instant> dueOfNode(Instant start) {
        return this == HOUR ? Optional.of(start.plus(length).plus(PATIENCE)) : dueOfAll(start);
    }

    /** When a document has been kept long enough. */
    Optional<Instant> dueOfAll(Instant start) {
        return Optional.of(start.plus(kept));
    }
}

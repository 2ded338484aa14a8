package io.github.steadwork.queue;

import java.time.Instant;
import java.util.Optional;

/** A change of a document, made only if the document still has the version that is expected. */
public sealed interface DocumentChange {

    /** Whose document it is. */
    String namespace();

    /** Which one. */
    String key();

    /** The version that it must have; 0 if there must be none. */
    long expectedVersion();

    /**
     * Writes a document.
     *
     * @param due when its owner has to look at it; empty for never
     * @param json what it says
     */
    record Put(String namespace, String key, long expectedVersion, Optional<Instant> due, String json)
            implements DocumentChange {}

    /** Deletes a document. */
    record Delete(String namespace, String key, long expectedVersion) implements DocumentChange {}
}

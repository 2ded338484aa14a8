package io.github.steadwork.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Small documents of the framework's own parts. Changes that must be atomic with jobs travel in an {@link EnqueueBatch}. */
public interface StateStore {

    /** The document; empty if there is none. */
    Optional<Document> get(String namespace, String key);

    /**
     * Makes all changes, or none if one of the documents has another version than expected.
     *
     * @return whether they were made
     */
    boolean apply(List<DocumentChange> changes);

    /**
     * The documents of a namespace, by key.
     *
     * @param afterKey only keys greater than this; empty to begin
     * @param limit how many at most
     */
    List<Document> list(String namespace, String afterKey, int limit);

    /**
     * The documents of a namespace that are due by the backend's clock, longest due first. Costs no more where a million others are
     * not due yet.
     */
    List<Document> due(String namespace, int limit);

    /** What time it is by the backend's clock, which {@link #due} goes by. */
    Instant now();
}

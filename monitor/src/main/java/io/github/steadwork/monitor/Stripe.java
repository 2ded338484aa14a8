package io.github.steadwork.monitor;

import org.jspecify.annotations.Nullable;

/**
 * Where some of the threads count. Its lock is held for a few additions only, and threads are spread over the stripes, so
 * hardly ever does one wait for another; and a batch is either in here or handed out, so nothing is counted twice or lost.
 */
final class Stripe {

    private @Nullable Batch current;

    /**
     * Counts.
     *
     * @return the batch before this one, if this event began another
     */
    synchronized @Nullable Batch count(Sighting sighting, long number) {
        Batch batch = current;
        if (batch != null && batch.number() == number) {
            batch.count(sighting);
            return null;
        }
        current = new Batch(number);
        current.count(sighting);
        return batch;
    }

    /** Hands out what has been counted so far. */
    synchronized @Nullable Batch take() {
        Batch batch = current;
        current = null;
        return batch;
    }
}

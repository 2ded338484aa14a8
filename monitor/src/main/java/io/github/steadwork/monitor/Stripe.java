package io.github.steadwork.monitor;

import org.jspecify.annotations.Nullable;

/**
 * Where some of the threads count. Its lock is held for a few additions only, and threads are spread over the stripes, so
 * hardly ever does one wait for another; and a batch is either in here or handed out, so nothing is counted twice or lost.
 */
final class Stripe {

    private @Nullable Batch current;

    /**
     * Counts. What comes a moment late, for the batch before the present one, counts as of now.
     *
     * @return the batch before this one, if this event began another
     */
    synchronized @Nullable Batch count(String type, String queue, Kind kind, long length, long number) {
        Batch batch = current;
        if (batch != null && (batch.number() == number || batch.number() == number + 1) && !batch.isFull()) {
            batch.cell(type, queue).count(kind, length);
            return null;
        }
        current = new Batch(number);
        current.cell(type, queue).count(kind, length);
        return batch;
    }

    /** As {@link #count}, of much at once. */
    synchronized @Nullable Batch add(String type, String queue, Cell news, long number) {
        Batch before = current;
        if (before != null && before.number() == number) {
            before.cell(type, queue).add(news);
            return null;
        }
        current = new Batch(number);
        current.cell(type, queue).add(news);
        return before;
    }

    /** Hands out what has been counted so far. */
    synchronized @Nullable Batch take() {
        Batch batch = current;
        current = null;
        return batch;
    }
}

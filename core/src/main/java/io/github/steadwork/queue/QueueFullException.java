package io.github.steadwork.queue;

/** A queue with a capacity has reached it; nothing of the batch was stored. */
public final class QueueFullException extends JobQueueException {

    private static final long serialVersionUID = 1L;

    /** With the queue and its capacity. */
    public QueueFullException(String queue, int capacity) {
        super("queue '" + queue + "' is full: it holds its capacity of " + capacity
                + " unfinished jobs; enqueue again later, or raise the capacity");
    }
}

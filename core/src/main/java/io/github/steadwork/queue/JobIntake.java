package io.github.steadwork.queue;

/**
 * Where jobs go in: a {@link JobQueue}, or what a backend offers instead, as an enqueue that is part of a transaction of the
 * caller's.
 */
@FunctionalInterface
public interface JobIntake {

    /** As {@link JobQueue#enqueue}. */
    EnqueueReceipt enqueue(EnqueueBatch batch);
}

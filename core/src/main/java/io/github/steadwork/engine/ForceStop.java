package io.github.steadwork.engine;

/** How a running job is stopped by force: its thread is interrupted at once, and the job is CANCELLED. */
public enum ForceStop {
    /** Checkpoint and progress are kept, so that a redrive goes on from there. */
    KEEP_CHECKPOINT,
    /** Checkpoint and progress are deleted, so that a redrive begins from the start. */
    CLEAN
}

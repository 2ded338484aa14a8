package io.github.steadwork.jobs.processing.deduplicate;

/** Which row of several with the same key is kept. */
public enum Keep {
    /** The first one in the order of the source. */
    FIRST,
    /** The last one in the order of the source. */
    LAST,
    /** The one that comes first by {@link DeduplicationSpec#best}; of those that are equal in it, the first of the source. */
    BEST
}

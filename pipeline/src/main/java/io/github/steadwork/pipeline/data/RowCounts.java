package io.github.steadwork.pipeline.data;

/**
 * What has become of rows.
 *
 * @param processed how many were read
 * @param added how many of them are new where they were written
 * @param updated how many of them took the place of rows that were there
 * @param failed how many of them could not be used
 * @param skipped how many of them were left out, as those that had been read before
 */
public record RowCounts(long processed, long added, long updated, long failed, long skipped) {

    /** None at all. */
    public static final RowCounts NONE = new RowCounts(0, 0, 0, 0, 0);

    /** Both together. */
    public RowCounts plus(RowCounts more) {
        return new RowCounts(
                processed + more.processed,
                added + more.added,
                updated + more.updated,
                failed + more.failed,
                skipped + more.skipped);
    }
}

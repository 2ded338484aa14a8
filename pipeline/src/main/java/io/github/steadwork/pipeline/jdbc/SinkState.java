package io.github.steadwork.pipeline.jdbc;

/**
 * What a sink has recorded of a run, in the same transactions as the rows.
 *
 * @param chunk how many chunks it has taken
 * @param published whether the run is over
 * @param position where the source goes on, in the writer's own words; empty at the beginning
 * @param rowsRead how many rows have been read up to there
 * @param rowsWritten how many of them were written
 * @param rowsSkipped how many of them had been there before
 * @param rowsUpdated how many of those that were written have taken the place of others, of what has been published
 */
public record SinkState(
        long chunk,
        boolean published,
        String position,
        long rowsRead,
        long rowsWritten,
        long rowsSkipped,
        long rowsUpdated) {

    /** Nothing yet. */
    static final SinkState NEW = new SinkState(0, false, "", 0, 0, 0, 0);

    SinkState next(long written, SinkNote note) {
        return new SinkState(
                chunk + 1,
                false,
                note.position(),
                rowsRead + note.rowsRead(),
                rowsWritten + written,
                rowsSkipped + note.rowsSkipped(),
                rowsUpdated);
    }

    SinkState again() {
        return new SinkState(chunk + 1, false, "", 0, 0, 0, 0);
    }

    SinkState done() {
        return new SinkState(chunk + 1, true, position, rowsRead, rowsWritten, rowsSkipped, rowsUpdated);
    }

    SinkState updated(long more) {
        return new SinkState(chunk, published, position, rowsRead, rowsWritten, rowsSkipped, rowsUpdated + more);
    }
}

package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.pipeline.data.Dataset;
import java.time.Duration;

/**
 * What {@link DataJoinJob} has done.
 *
 * @param leftRows how many left rows were read
 * @param rightRows how many right rows were read
 * @param leftAlone how many left rows had no partner, whether they were given or not
 * @param rightAlone how many right rows had no partner, whether they were given or not
 * @param rowsWritten how many rows were given
 * @param rowsRejected those of both sides that could not be read
 * @param bytesWritten the size of the output
 * @param duration how long it took
 * @param output the rows
 */
public record JoinResult(
        long leftRows,
        long rightRows,
        long leftAlone,
        long rightAlone,
        long rowsWritten,
        long rowsRejected,
        long bytesWritten,
        Duration duration,
        Dataset output) {}

package io.github.steadwork.monitor;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.DataVolume;

/** What is counted. Stored by its place, so places stay what they are. */
enum Kind {
    ENQUEUED(0),
    STARTED(1),
    SUCCEEDED(2),
    RETRIED(3),
    FAILED(4),
    CANCELLED(5),
    SNOOZED(6),
    AWAITING(7),
    RELEASED(8),
    LEASE_LOST(9),
    RECLAIMED(10),
    ROWS_READ(11),
    BYTES_READ(12),
    ROWS_WRITTEN(13),
    BYTES_WRITTEN(14);

    /** How many kinds there are. */
    static final int NUMBER = 15;

    /** Where it stands in an array of counts. */
    final int place;

    Kind(int place) {
        this.place = place;
    }

    static DataVolume volume(long[] counts) {
        return new DataVolume(
                counts[ROWS_READ.place],
                counts[BYTES_READ.place],
                counts[ROWS_WRITTEN.place],
                counts[BYTES_WRITTEN.place]);
    }

    static Kind of(JobEvent.Settled event) {
        if (event instanceof JobEvent.Succeeded) {
            return SUCCEEDED;
        } else if (event instanceof JobEvent.RetryScheduled) {
            return RETRIED;
        } else if (event instanceof JobEvent.Failed) {
            return FAILED;
        } else if (event instanceof JobEvent.Cancelled) {
            return CANCELLED;
        } else if (event instanceof JobEvent.Snoozed) {
            return SNOOZED;
        } else if (event instanceof JobEvent.ChildrenAwaited) {
            return AWAITING;
        }
        return RELEASED;
    }

    /** Whether the attempt came to an end by itself, so that its length says something about the job. */
    boolean hasTelltaleLength() {
        return this == SUCCEEDED || this == RETRIED || this == FAILED;
    }
}

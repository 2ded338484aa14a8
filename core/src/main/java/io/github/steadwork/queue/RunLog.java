package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;
import java.time.Instant;
import java.util.List;

/** What jobs said while they ran, and who did what: append-only. */
public interface RunLog {

    /** Adds lines, in this order. */
    void append(List<Line> lines);

    /**
     * The lines about a job, oldest first.
     *
     * @param afterSequence only lines with a greater number; 0 to begin
     * @param limit how many at most
     */
    List<Stored> read(JobId job, long afterSequence, int limit);

    /**
     * A line to be added.
     *
     * @param job the job that it is about
     * @param attempt the attempt that it belongs to; 0 for none
     * @param kind what sort of line
     * @param actor who: a logger's name, or whoever did what is told
     * @param message what
     */
    record Line(JobId job, int attempt, Kind kind, String actor, String message) {}

    /**
     * A line as it is stored.
     *
     * @param sequence its number; later lines have greater ones
     * @param at when it was stored
     * @param line what was added
     */
    record Stored(long sequence, Instant at, Line line) {}

    /** Sorts of lines. */
    enum Kind {
        /** Said by the job. */
        LOG,
        /** Done by somebody: a cancel, a redrive, a change. */
        AUDIT,
        /** What an attempt used, measured at its end. */
        RESOURCES
    }
}

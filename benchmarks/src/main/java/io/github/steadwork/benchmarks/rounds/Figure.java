package io.github.steadwork.benchmarks.rounds;

import java.util.Locale;

/** What is measured. */
public enum Figure {
    /** Jobs, or whatever else is done, per second of real time. */
    RATE("/s", true, 0),
    /** Processor time of the client processes, per job. */
    CLIENT_CPU("client CPU us/job", false, 1),
    /** Processor time of the database server, per job or row. */
    SERVER_CPU("server CPU us each", false, 1),
    /** Processor time of the process, per row. */
    ROW_CPU("CPU us/row", false, 2),
    /** The most heap that was in use. */
    HEAP("MB heap", false, 0),
    /** The most memory that the process had in all. */
    MEMORY("MB in all", false, 0),
    /** Half of all are faster. */
    P50("p50 ms", false, 2),
    /** All but one in a hundred are faster. */
    P99("p99 ms", false, 2);

    private final String title;
    private final boolean moreIsBetter;
    private final int decimals;

    Figure(String title, boolean moreIsBetter, int decimals) {
        this.title = title;
        this.moreIsBetter = moreIsBetter;
        this.decimals = decimals;
    }

    /** The value with its unit. */
    String shown(double value) {
        return bare(value) + " " + title;
    }

    /** The value. */
    String bare(double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** How many times better ours is. */
    double ratio(double ours, double theirs) {
        return moreIsBetter ? ours / theirs : theirs / ours;
    }
}

package io.github.steadwork.logging.logback;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.RunLog;

/** The lines of one attempt, up to so many characters. Safe for use by many threads. */
final class RunLines {

    private static final int LONGEST_LINE = 8_000;

    private final JobEngine engine;
    private final JobRecord job;
    private int left;

    RunLines(JobEngine engine, JobRecord job) {
        this.engine = engine;
        this.job = job;
        this.left = engine.config().runLogBytes();
    }

    /** Whether it is the logger that the job has of its context, whose lines are in the run log already. */
    boolean isOwn(String logger) {
        return logger.equals("job." + job.request().type());
    }

    synchronized void keep(String logger, String line) {
        if (left < 0) {
            return;
        }
        String cut = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
        left -= cut.length();
        add(logger, left < 0 ? "WARN the rest of this log is not kept" : cut);
    }

    private void add(String logger, String line) {
        engine.log(new RunLog.Line(job.id(), job.counters().attempt(), RunLog.Kind.LOG, logger, line));
    }
}

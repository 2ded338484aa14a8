package io.github.steadwork.engine;

import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.RunLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/**
 * What attempts say: it goes to the host's log, with the attempt in the MDC as {@code job.id}, {@code job.type} and {@code
 * job.attempt}, and into the run log.
 */
final class RunLogs {

    private final RunLogWriter writer;
    private final ResourceMeter meter;
    private final int bytes;
    private final boolean hasMdc = !(MDC.getMDCAdapter() instanceof NOPMDCAdapter);

    RunLogs(RunLog runLog, int bytes) {
        this.writer = new RunLogWriter(runLog);
        this.meter = new ResourceMeter(writer);
        this.bytes = bytes;
    }

    ResourceMeter meter() {
        return meter;
    }

    /** Names the attempt to whatever logs on this thread from now on. */
    void enter(Attempt attempt) {
        if (hasMdc) {
            JobRecord job = attempt.job();
            MDC.put("job.id", job.id().toString());
            MDC.put("job.type", job.request().type());
            MDC.put("job.attempt", String.valueOf(job.counters().attempt()));
        }
    }

    void leave() {
        if (hasMdc) {
            MDC.remove("job.id");
            MDC.remove("job.type");
            MDC.remove("job.attempt");
        }
    }

    Logger logger(Attempt attempt) {
        JobRecord job = attempt.job();
        String name = "job." + job.request().type();
        Logger host = LoggerFactory.getLogger(name);
        return bytes == 0 ? host : new RunLogger(name, host, writer, job, bytes);
    }

    /** Takes a line that somebody else has heard. */
    void add(RunLog.Line line) {
        writer.add(line);
    }

    /** Stores what has been said until now. */
    void flush() {
        writer.flush();
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.RunLog;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LocationAwareLogger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The logger of one attempt: what it is told goes where the host's logging framework sends it, and what is INFO or more
 * important also into the run log, up to so many characters an attempt.
 */
final class RunLogger extends AbstractLogger {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_LINE = 8_000;

    @SuppressWarnings("serial") // never written
    private final transient Logger host;

    private final transient RunLogWriter writer;
    private final transient JobId job;
    private final int attempt;
    private int left;

    /** Of the attempt that this job is at. The name is ours, since a host without a logging framework has none. */
    RunLogger(String name, Logger host, RunLogWriter writer, JobRecord job, int mostBytes) {
        this.name = name;
        this.host = host;
        this.writer = writer;
        this.job = job.id();
        this.attempt = job.counters().attempt();
        this.left = mostBytes;
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return AbstractLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String format, Object[] arguments, Throwable thrown) {
        if (isEnabled(host, level)) {
            tellHost(level, marker, format, arguments, thrown);
        }
        if (level.toInt() >= Level.INFO.toInt()) {
            keep(level, MessageFormatter.basicArrayFormat(format, arguments), thrown);
        }
    }

    private void tellHost(Level level, Marker marker, String format, Object[] arguments, Throwable thrown) {
        if (host instanceof LocationAwareLogger aware) {
            aware.log(marker, getFullyQualifiedCallerName(), level.toInt(), format, arguments, thrown);
            return;
        }
        LoggingEventBuilder line = host.atLevel(level).setCause(thrown);
        (marker == null ? line : line.addMarker(marker)).log(format, arguments);
    }

    private void keep(Level level, String message, Throwable thrown) {
        StringBuilder text = new StringBuilder().append(level).append(' ').append(message);
        if (thrown != null) {
            text.append('\n').append(thrown);
        }
        String line = text.length() <= LONGEST_LINE ? text.toString() : text.substring(0, LONGEST_LINE) + "...";
        if (take(line.length())) {
            writer.add(new RunLog.Line(job, attempt, RunLog.Kind.LOG, name, line));
        }
    }

    /** Whether there is room for so much; says once where there is none. */
    private synchronized boolean take(int length) {
        if (left < 0) {
            return false;
        }
        left -= length;
        if (left < 0) {
            writer.add(new RunLog.Line(job, attempt, RunLog.Kind.LOG, name, "WARN the rest of this log is not kept"));
        }
        return left >= 0;
    }

    private static boolean isEnabled(Logger logger, Level level) {
        return logger.isEnabledForLevel(level);
    }

    @Override
    public boolean isTraceEnabled() {
        return host.isTraceEnabled();
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
        return host.isTraceEnabled(marker);
    }

    @Override
    public boolean isDebugEnabled() {
        return host.isDebugEnabled();
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
        return host.isDebugEnabled(marker);
    }

    @Override
    public boolean isInfoEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
        return true;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
        return true;
    }
}

package io.github.steadwork.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.Map;

/** Hands each line of a running job to the lines of its attempt. */
final class RunLogAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private final Map<String, RunLines> running;

    /** Of the attempts that run, by the id of their job. */
    RunLogAppender(Map<String, RunLines> running) {
        this.running = running;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (running.isEmpty() || !event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return;
        }
        String job = event.getMDCPropertyMap().get("job.id");
        RunLines lines = job == null ? null : running.get(job);
        if (lines != null && !lines.isOwn(event.getLoggerName())) {
            lines.keep(event.getLoggerName(), text(event));
        }
    }

    private static String text(ILoggingEvent event) {
        String line = event.getLevel() + " " + event.getFormattedMessage();
        return event.getThrowableProxy() == null
                ? line
                : line + "\n" + event.getThrowableProxy().getClassName() + ": "
                        + event.getThrowableProxy().getMessage();
    }
}

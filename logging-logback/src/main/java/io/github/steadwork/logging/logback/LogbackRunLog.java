package io.github.steadwork.logging.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import io.github.steadwork.engine.EngineExtension;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobInterceptor;
import io.github.steadwork.queue.JobRecord;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Puts what is logged while a job runs into the log of its run, whoever logs it: the job, a library, a driver.
 *
 * <pre>{@code
 * JobEngine engine = JobEngine.builder().queue(backend).with(new LogbackRunLog()).register(new SendInvoice()).start();
 * }</pre>
 *
 * <p>A line belongs to the attempt that the MDC names as {@code job.id}; the engine sets that on the thread of each attempt, and whoever
 * hands work to other threads may hand the MDC on. Taken is what Logback brings to its root logger, from INFO on: so levels are those of
 * the host's configuration, and loggers that are not additive are left out. What a job logs by {@code context.logger()} is in the
 * run log anyway, and not taken twice. Of each attempt as many bytes are kept as {@code JOB_RUN_LOG_BYTES} says. A thread that
 * logs waits for nothing. What is logged is stored as it is, so what must not be in a log must not be logged.
 *
 * <p>For one engine only; where Logback is not what SLF4J writes to, the build of the engine is refused.
 */
public final class LogbackRunLog implements EngineExtension {

    private static final String NAME = "steadwork-run-log";

    private final Map<String, RunLines> running = new ConcurrentHashMap<>();
    private final RunLogAppender appender = new RunLogAppender(running);
    private volatile @Nullable JobEngine engine;

    /** A bridge that is not attached yet; the engine does that. */
    public LogbackRunLog() {
        appender.setName(NAME);
    }

    @Override
    public void addTo(JobEngine.Builder builder) {
        builder.interceptor(new JobInterceptor() {
            @Override
            public Scope enter(JobRecord job) {
                return begin(job);
            }
        });
    }

    private JobInterceptor.Scope begin(JobRecord job) {
        JobEngine theirs = engine;
        if (theirs == null || theirs.config().runLogBytes() == 0) {
            return JobInterceptor.Scope.NONE;
        }
        RunLines lines = new RunLines(theirs, job);
        String id = job.id().toString();
        running.put(id, lines);
        return outcome -> running.remove(id, lines);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if SLF4J does not write to Logback, or this belongs to another engine
     */
    @Override
    public void built(JobEngine theirs) {
        if (engine != null) {
            throw new IllegalStateException("this run log belongs to another engine already");
        }
        Logger root = root();
        engine = theirs;
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    private static Logger root() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            return context.getLogger(Logger.ROOT_LOGGER_NAME);
        }
        throw new IllegalStateException("SLF4J writes to "
                + LoggerFactory.getILoggerFactory().getClass().getName()
                + "; put logback-classic on the class path, or leave this run log out");
    }

    @Override
    public void closed() {
        Context context = appender.getContext();
        if (context instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        }
        appender.stop();
    }
}

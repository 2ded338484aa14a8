package io.github.steadwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class RunLogsTest {

    /** Keeps lines, unless it is out of order. */
    private static final class Lines implements RunLog {

        private final List<Line> lines = new ArrayList<>();
        private boolean broken;

        @Override
        public void append(List<Line> added) {
            if (broken) {
                throw new JobQueueException("the database is away");
            }
            lines.addAll(added);
        }

        @Override
        public List<Stored> read(JobId job, long afterSequence, int limit) {
            return List.of();
        }
    }

    private final Lines lines = new Lines();
    private final Logger host = (Logger) LoggerFactory.getLogger("job.send");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // MDC and caller are known only as long as the call lasts
            event.getCallerData();
            super.append(event);
        }
    };
    private final JobId id = JobId.create();
    private final Attempt attempt = new Attempt(claim(id), InstantSource.system(), 0);
    private final RunLogs logs = new RunLogs(lines, 1_000);

    RunLogsTest() {
        appender.start();
        host.addAppender(appender);
        host.setAdditive(false);
        host.setLevel(Level.INFO);
    }

    @AfterEach
    void leaveTheLoggerAsItWas() {
        host.detachAppender(appender);
        host.setAdditive(true);
        host.setLevel(null);
    }

    private static Claim claim(JobId id) {
        JobRecord job = new JobRecord(
                StoredRequest.simple(id, "send", "mail", Payload.NOTHING),
                JobState.RUNNING,
                Instant.EPOCH,
                new JobRecord.Counters(2, 1, 0, 0),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Payload.NOTHING,
                Payload.NOTHING,
                Progress.NONE);
        return new Claim(job, new Lease(id, 1), false);
    }

    @Test
    void whatAJobLogsReachesTheHostWithTheAttemptInTheMdc() {
        logs.enter(attempt);
        logs.logger(attempt).info("sent {} of {}", 1, 2);
        LoggerFactory.getLogger("job.send").info("said by a library");
        logs.leave();
        host.info("after the end");

        assertThat(appender.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("sent 1 of 2", "said by a library", "after the end");
        Map<String, String> attemptNamed = Map.of("job.id", id.toString(), "job.type", "send", "job.attempt", "2");
        assertThat(appender.list.get(0).getMDCPropertyMap()).isEqualTo(attemptNamed);
        assertThat(appender.list.get(1).getMDCPropertyMap()).isEqualTo(attemptNamed);
        assertThat(appender.list.get(2).getMDCPropertyMap()).isEmpty();
        assertThat(MDC.get("job.id")).isNull();
    }

    @Test
    void theHostsLineNamesThePlaceInTheJobThatLogged() {
        logs.logger(attempt).warn("look");

        assertThat(appender.list.get(0).getCallerData()[0].getMethodName())
                .isEqualTo("theHostsLineNamesThePlaceInTheJobThatLogged");
    }

    @Test
    void infoIsKeptEvenWhereTheHostDoesNotWantIt() {
        host.setLevel(Level.ERROR);
        logs.logger(attempt).debug("left out");
        logs.logger(attempt).info("kept");
        logs.flush();

        assertThat(appender.list).isEmpty();
        assertThat(lines.lines).containsExactly(new RunLog.Line(id, 2, RunLog.Kind.LOG, "job.send", "INFO kept"));
    }

    @Test
    void linesThatCouldNotBeStoredAreStoredLater() {
        lines.broken = true;
        logs.logger(attempt).info("one");
        try {
            logs.flush();
        } catch (JobQueueException away) {
            lines.broken = false;
        }
        logs.logger(attempt).info("two");
        logs.flush();

        assertThat(lines.lines).extracting(RunLog.Line::message).containsExactly("INFO one", "INFO two");
    }

    @Test
    void aJobThatLogsWithoutEndFillsNoMemory() {
        RunLogs generous = new RunLogs(lines, Integer.MAX_VALUE);
        org.slf4j.Logger logger = generous.logger(attempt);
        host.setLevel(Level.OFF);
        for (int i = 0; i < 30_000; i++) {
            logger.info("line");
        }
        generous.flush();

        assertThat(lines.lines).hasSize(20_000);
    }
}

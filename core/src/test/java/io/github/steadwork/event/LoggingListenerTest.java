package io.github.steadwork.event;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.steadwork.codec.Payload;
import io.github.steadwork.config.LogLevel;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

final class LoggingListenerTest {

    private static final Duration RAN = Duration.ofSeconds(2);
    private static final ErrorInfo ERROR =
            new ErrorInfo("java.io.IOException", "disk full", "at Disk.write", ErrorKind.TRANSIENT);
    private static final WorkerId WORKER = new WorkerId("box", 255);
    private static final JobId ID = JobId.create();
    private static final JobRecord JOB = new JobRecord(
            StoredRequest.simple(ID, "send", "mail", Payload.NOTHING),
            JobState.RUNNING,
            Instant.EPOCH,
            new JobRecord.Counters(4, 1, 0, 0),
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Payload.NOTHING,
            Payload.NOTHING,
            Progress.NONE);

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.steadwork");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    LoggingListenerTest() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        logger.setLevel(Level.DEBUG);
    }

    @AfterEach
    void takeTheAppenderAway() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private static JobEvent settled(Outcome outcome) {
        return JobEvent.Settled.of(JOB, outcome, RAN);
    }

    static Stream<Arguments> eventsOfJobs() {
        return Stream.of(
                Arguments.of(new JobEvent.Enqueued(ID, "send", "mail"), Level.DEBUG, "send enqueued in mail"),
                Arguments.of(new JobEvent.Started(JOB), Level.DEBUG, "send starts attempt 4"),
                Arguments.of(settled(new Outcome.Succeeded(Payload.NOTHING)), Level.DEBUG, "send succeeded after PT2S"),
                Arguments.of(
                        settled(new Outcome.Retry(ERROR, Duration.ofSeconds(20))),
                        Level.WARN,
                        "send failed, retry 2 follows in PT20S: java.io.IOException: disk full"),
                Arguments.of(
                        settled(new Outcome.Failed(ERROR)),
                        Level.ERROR,
                        "send failed for good: java.io.IOException: disk full\n\tat Disk.write"),
                Arguments.of(settled(new Outcome.Cancelled("by hand")), Level.INFO, "send was cancelled: by hand"),
                Arguments.of(settled(new Outcome.Snoozed(Duration.ofMinutes(1))), Level.DEBUG, "send snoozes for PT1M"),
                Arguments.of(
                        settled(new Outcome.Waiting(List.of(JOB.request(), JOB.request()))),
                        Level.DEBUG,
                        "send waits for 2 jobs"),
                Arguments.of(
                        settled(new Outcome.Released("shutting down", true)),
                        Level.INFO,
                        "send was given back: shutting down"),
                Arguments.of(
                        new JobEvent.LeaseLost(JOB),
                        Level.WARN,
                        "send is not ours any more; what this attempt did was refused"),
                Arguments.of(
                        new JobEvent.InterruptIgnored(JOB, Duration.ofSeconds(5)),
                        Level.ERROR,
                        "send has ignored an interrupt for PT5S; its thread is left alone"),
                Arguments.of(
                        new JobEvent.HookFailed(JOB, "onSuccess", new IllegalStateException("hook")),
                        Level.WARN,
                        "send: its hook onSuccess threw"),
                Arguments.of(
                        new JobEvent.Reclaimed(ID, "send", WORKER, false),
                        Level.WARN,
                        "send was taken back from box#ff, which is gone"),
                Arguments.of(
                        new JobEvent.Reclaimed(ID, "send", WORKER, true),
                        Level.ERROR,
                        "send has taken down too many workers, last box#ff, and is parked as FAILED"));
    }

    static Stream<Arguments> eventsOfTheEngine() {
        RuntimeException error = new IllegalStateException("gone");
        return Stream.of(
                Arguments.of(new JobEvent.EngineStarted(WORKER, 8), Level.INFO, "worker box#ff started with 8 slots"),
                Arguments.of(new JobEvent.EngineStopped(WORKER), Level.INFO, "worker box#ff stopped"),
                Arguments.of(
                        new JobEvent.WorkerReplaced(WORKER, new WorkerId("box", 256)),
                        Level.WARN,
                        "worker box#ff was taken for dead and goes on as box#100; what it held is lost"),
                Arguments.of(
                        new JobEvent.BackendFailed("claim", error, Duration.ofSeconds(1)),
                        Level.WARN,
                        "the backend failed to claim; asked again in PT1S"),
                Arguments.of(new JobEvent.BackendRecovered("claim"), Level.INFO, "the backend answers again to claim"),
                Arguments.of(
                        new JobEvent.ListenerFailed(String.class, new JobEvent.BackendRecovered("claim"), error),
                        Level.WARN,
                        "listener java.lang.String threw at BackendRecovered"),
                Arguments.of(
                        new JobEvent.AlertRaised(alert(Alert.Severity.CRITICAL)),
                        Level.ERROR,
                        "alert queue-age of mail: waits for 2 h"),
                Arguments.of(
                        new JobEvent.AlertRaised(alert(Alert.Severity.WARNING)),
                        Level.WARN,
                        "alert queue-age of mail: waits for 2 h"),
                Arguments.of(
                        new JobEvent.AlertRecovered(alert(Alert.Severity.CRITICAL), RAN),
                        Level.INFO,
                        "alert queue-age of mail is over after PT2S"));
    }

    private static Alert alert(Alert.Severity severity) {
        return new Alert("queue-age", "mail", severity, "waits for 2 h", Instant.EPOCH);
    }

    @ParameterizedTest
    @MethodSource({"eventsOfJobs", "eventsOfTheEngine"})
    void eachEventIsOneSentenceAtItsLevel(JobEvent event, Level level, String sentence) {
        new LoggingListener(LogLevel.DEBUG).on(event);

        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(level);
            assertThat(line.getFormattedMessage()).isEqualTo(sentence);
        });
    }

    @ParameterizedTest
    @MethodSource("eventsOfJobs")
    void eachSentenceAboutAJobCarriesWhatTellsItApart(JobEvent event) {
        new LoggingListener(LogLevel.DEBUG).on(event);

        List<KeyValuePair> expected = new ArrayList<>();
        expected.add(new KeyValuePair("job", ID));
        expected.add(new KeyValuePair("type", "send"));
        if (event instanceof JobEvent.OfAttempt) {
            expected.add(new KeyValuePair("attempt", 4));
        }
        assertThat(log.list.get(0).getKeyValuePairs())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"DEBUG, 23", "INFO, 18", "WARN, 12", "ERROR, 4", "OFF, 0"})
    void whatIsLessImportantThanTheThresholdIsLeftOut(LogLevel threshold, int lines) {
        LoggingListener listener = new LoggingListener(threshold);
        Stream.concat(eventsOfJobs(), eventsOfTheEngine())
                .forEach(arguments -> listener.on((JobEvent) arguments.get()[0]));

        assertThat(log.list).hasSize(lines);
    }

    @Test
    void errorsComeWithTheirStack() {
        new LoggingListener(LogLevel.INFO)
                .on(new JobEvent.HookFailed(JOB, "onRetry", new IllegalStateException("from the hook")));

        assertThat(log.list.get(0).getThrowableProxy().getMessage()).isEqualTo("from the hook");
        assertThat(log.list.get(0).getThrowableProxy().getStackTraceElementProxyArray())
                .isNotEmpty();
    }

    static Stream<Arguments> eventsWithForeignText() {
        String forged = "no\nERROR all is lost\r\u001b[2J\u2028";
        String shown = "no\\nERROR all is lost\\r\\u001b[2J\\u2028";
        ErrorInfo error =
                new ErrorInfo("Refused", forged, "Refused: no\nERROR\u0007\n\tat Disk.write", ErrorKind.PERMANENT);
        WorkerId worker = new WorkerId("box\n", 1);
        return Stream.of(
                Arguments.of(settled(new Outcome.Cancelled(forged)), "send was cancelled: " + shown),
                Arguments.of(settled(new Outcome.Released(forged, true)), "send was given back: " + shown),
                Arguments.of(
                        settled(new Outcome.Retry(error, Duration.ofSeconds(1))),
                        "send failed, retry 2 follows in PT1S: Refused: " + shown),
                Arguments.of(
                        settled(new Outcome.Failed(error)),
                        "send failed for good: Refused: " + shown + "\n\tRefused: no\n\tERROR\\u0007\n\tat Disk.write"),
                Arguments.of(new JobEvent.EngineStopped(worker), "worker box\\n#1 stopped"));
    }

    /** A stack has lines of its own, which are indented: none that is not can be anything but an event. */
    @ParameterizedTest
    @MethodSource("eventsWithForeignText")
    void foreignTextCannotBeginALine(JobEvent event, String sentence) {
        new LoggingListener(LogLevel.DEBUG).on(event);

        assertThat(log.list.get(0).getFormattedMessage()).isEqualTo(sentence);
    }

    @Test
    void progressIsNotLogged() {
        new LoggingListener(LogLevel.DEBUG).on(new JobEvent.Progressed(JOB, Progress.NONE));

        assertThat(log.list).isEmpty();
    }
}

package io.github.steadwork.event;

import io.github.steadwork.config.LogLevel;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * Writes events to the log {@code io.github.steadwork}: every sentence for operators stands here. Successes are DEBUG, so
 * that a busy engine does not drown the rest; failures come with their stack.
 *
 * <p>What is about a job carries its id as {@code job}, its {@code type}, and the {@code attempt} if there is one, as keys with
 * values. An event is one line, whatever is in the messages of others: control characters are shown as escapes. The lines of a
 * stack follow it, indented.
 */
public final class LoggingListener implements JobListener {

    private final Logger logger = LoggerFactory.getLogger("io.github.steadwork");
    private final int threshold;

    /** Leaves out what is less important than this, whatever the logging framework would let through. */
    public LoggingListener(LogLevel threshold) {
        this.threshold = threshold == LogLevel.OFF
                ? Integer.MAX_VALUE
                : Level.valueOf(threshold.name()).toInt();
    }

    @Override
    public void on(JobEvent event) {
        if (event instanceof JobEvent.Settled settled) {
            onSettled(settled);
        } else if (event instanceof JobEvent.OfJob ofJob) {
            onJob(ofJob);
        } else if (event instanceof JobEvent.OfSchedule ofSchedule) {
            onSchedule(ofSchedule);
        } else {
            onEngine(event);
        }
    }

    private void onSettled(JobEvent.Settled event) {
        if (event instanceof JobEvent.Succeeded) {
            at(Level.DEBUG, event).log("{} succeeded after {}", event.type(), event.ran());
        } else if (event instanceof JobEvent.RetryScheduled retry) {
            at(Level.WARN, event)
                    .log(
                            "{} failed, retry {} follows in {}: {}",
                            event.type(),
                            retry.retry(),
                            retry.delay(),
                            new OneLine(retry.error()));
        } else if (event instanceof JobEvent.Failed failed) {
            at(Level.ERROR, event)
                    .log(
                            "{} failed for good: {}{}",
                            event.type(),
                            new OneLine(failed.error()),
                            new Stack(failed.error().stack()));
        } else if (event instanceof JobEvent.Cancelled cancelled) {
            at(Level.INFO, event).log("{} was cancelled: {}", event.type(), new OneLine(cancelled.reason()));
        } else if (event instanceof JobEvent.Snoozed snoozed) {
            at(Level.DEBUG, event).log("{} snoozes for {}", event.type(), snoozed.delay());
        } else if (event instanceof JobEvent.ChildrenAwaited waiting) {
            at(Level.DEBUG, event).log("{} waits for {} jobs", event.type(), waiting.children());
        } else if (event instanceof JobEvent.Released released) {
            at(Level.INFO, event).log("{} was given back: {}", event.type(), new OneLine(released.reason()));
        }
    }

    private void onJob(JobEvent.OfJob event) {
        if (event instanceof JobEvent.Enqueued enqueued) {
            at(Level.DEBUG, event).log("{} enqueued in {}", event.type(), enqueued.queue());
        } else if (event instanceof JobEvent.Started started) {
            at(Level.DEBUG, event).log("{} starts attempt {}", event.type(), started.attempt());
        } else if (event instanceof JobEvent.DataMoved moved) {
            at(Level.DEBUG, event)
                    .log(
                            "{} has read {} rows and written {}",
                            event.type(),
                            moved.volume().rowsRead(),
                            moved.volume().rowsWritten());
        } else if (event instanceof JobEvent.LeaseLost) {
            at(Level.WARN, event).log("{} is not ours any more; what this attempt did was refused", event.type());
        } else if (event instanceof JobEvent.InterruptIgnored ignored) {
            at(Level.ERROR, event)
                    .log(
                            "{} has ignored an interrupt for {}; its thread is left alone",
                            event.type(),
                            ignored.waited());
        } else if (event instanceof JobEvent.HookFailed hook) {
            at(Level.WARN, event).setCause(hook.error()).log("{}: its hook {} threw", event.type(), hook.hook());
        } else if (event instanceof JobEvent.Reclaimed reclaimed) {
            at(reclaimed.parked() ? Level.ERROR : Level.WARN, event)
                    .log(
                            reclaimed.parked()
                                    ? "{} has taken down too many workers, last {}, and is parked as FAILED"
                                    : "{} was taken back from {}, which is gone",
                            event.type(),
                            new OneLine(reclaimed.worker()));
        }
    }

    private void onSchedule(JobEvent.OfSchedule event) {
        if (event instanceof JobEvent.ScheduleFired fired) {
            at(Level.DEBUG)
                    .log(
                            "schedule {} fired {} for {} as {}",
                            fired.schedule(),
                            fired.type(),
                            fired.fireTime(),
                            fired.id());
        } else if (event instanceof JobEvent.FiresSkipped skipped) {
            at(Level.INFO)
                    .log(
                            "schedule {} passed over {} fire times: {}",
                            skipped.schedule(),
                            skipped.count(),
                            skipped.why());
        } else if (event instanceof JobEvent.ScheduleFailed failed) {
            at(Level.ERROR)
                    .setCause(failed.error())
                    .log("schedule {} could not be fired; tried again in {}", failed.schedule(), failed.retryIn());
        } else if (event instanceof JobEvent.ScheduleDisabled disabled) {
            at(Level.ERROR)
                    .log("schedule {} has disabled itself: {}", disabled.schedule(), new OneLine(disabled.why()));
        }
    }

    private void onPipeline(JobEvent event) {
        if (event instanceof JobEvent.PipelineMoved moved) {
            at("FAILED".equals(moved.to()) ? Level.ERROR : Level.INFO)
                    .log(
                            "pipeline {} went from {} to {}: {}",
                            moved.pipeline(),
                            moved.from(),
                            moved.to(),
                            new OneLine(moved.why()));
        } else if (event instanceof JobEvent.PipelineAlarm alarm) {
            at(Level.ERROR).log("pipelines: {}", new OneLine(alarm.what()));
        }
    }

    private void onEngine(JobEvent event) {
        if (event instanceof JobEvent.EngineStarted started) {
            at(Level.INFO).log("worker {} started with {} slots", new OneLine(started.worker()), started.slots());
        } else if (event instanceof JobEvent.EngineStopped stopped) {
            at(Level.INFO).log("worker {} stopped", new OneLine(stopped.worker()));
        } else if (event instanceof JobEvent.WorkerReplaced replaced) {
            at(Level.WARN)
                    .log(
                            "worker {} was taken for dead and goes on as {}; what it held is lost",
                            new OneLine(replaced.before()),
                            new OneLine(replaced.worker()));
        } else if (event instanceof JobEvent.BackendFailed failed) {
            at(Level.WARN)
                    .setCause(failed.error())
                    .log("the backend failed to {}; asked again in {}", failed.verb(), failed.retryIn());
        } else if (event instanceof JobEvent.BackendRecovered recovered) {
            at(Level.INFO).log("the backend answers again to {}", recovered.verb());
        } else if (event instanceof JobEvent.ListenerFailed failed) {
            at(Level.WARN)
                    .setCause(failed.error())
                    .log(
                            "listener {} threw at {}",
                            failed.listener().getName(),
                            failed.event().getClass().getSimpleName());
        } else if (event instanceof JobEvent.AlertRaised || event instanceof JobEvent.AlertRecovered) {
            onAlert(event);
        } else {
            onFlow(event);
        }
    }

    private void onFlow(JobEvent event) {
        if (event instanceof JobEvent.BreakerMoved moved) {
            at("closed".equals(moved.to()) ? Level.INFO : Level.WARN)
                    .log(
                            "circuit breaker of {} is {}: {}",
                            new OneLine(moved.name()),
                            moved.to(),
                            new OneLine(moved.why()));
        } else if (event instanceof JobEvent.ClaimsReduced reduced) {
            at(Level.WARN).log("this worker claims less: {}", new OneLine(reduced.why()));
        } else if (event instanceof JobEvent.ClaimsRestored) {
            at(Level.INFO).log("this worker claims as much as it can again");
        } else {
            onPipeline(event);
        }
    }

    private void onAlert(JobEvent event) {
        if (event instanceof JobEvent.AlertRaised raised) {
            Alert alert = raised.alert();
            at(alert.severity() == Alert.Severity.CRITICAL ? Level.ERROR : Level.WARN)
                    .log("alert {}: {}", new OneLine(alert.name()), new OneLine(alert.message()));
        } else if (event instanceof JobEvent.AlertRecovered over) {
            at(Level.INFO)
                    .log("alert {} is over after {}", new OneLine(over.alert().name()), over.lasted());
        }
    }

    /** The lines of a stack, each indented, made when it is written. */
    private record Stack(String text) {
        @Override
        public String toString() {
            return text.lines().map(line -> "\n\t" + new OneLine(line.strip())).collect(Collectors.joining());
        }
    }

    private LoggingEventBuilder at(Level level, JobEvent.OfJob event) {
        LoggingEventBuilder line = at(level);
        if (line == NOPLoggingEventBuilder.singleton()) {
            return line;
        }
        LoggingEventBuilder named = line.addKeyValue("job", event.id()).addKeyValue("type", event.type());
        return event instanceof JobEvent.OfAttempt of ? named.addKeyValue("attempt", of.attempt()) : named;
    }

    private LoggingEventBuilder at(Level level) {
        return level.toInt() >= threshold ? logger.atLevel(level) : NOPLoggingEventBuilder.singleton();
    }
}

package io.github.steadwork.monitor;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says what happens in lines, where there is no terminal: one when a job starts, one when its attempt ends, and now and then
 * how far it is. Used by one thread.
 */
final class PlainLines {

    private record Said(Instant at, Progress progress) {}

    private final Duration pause;
    private final Map<JobId, Said> said = new HashMap<>();

    /** Says how far a job is at most once in this time. */
    PlainLines(Duration pause) {
        this.pause = pause;
    }

    /** The lines for what has happened since the last call. */
    List<String> next(List<JobEvent.OfAttempt> events, MonitorSnapshot snapshot) {
        List<String> lines = new ArrayList<>();
        for (JobEvent.OfAttempt event : events) {
            lines.add(line(snapshot.at(), event.type(), event.id(), happening(event)));
        }
        said.keySet().retainAll(snapshot.running().stream().map(RunningJob::id).toList());
        for (RunningJob job : snapshot.running()) {
            progress(job, snapshot.at()).ifPresent(text -> lines.add(line(snapshot.at(), job.type(), job.id(), text)));
        }
        return lines;
    }

    private Optional<String> progress(RunningJob job, Instant now) {
        Said last = said.computeIfAbsent(job.id(), id -> new Said(job.since(), Progress.NONE));
        if (now.isBefore(last.at.plus(pause)) || isSame(job.progress(), last.progress)) {
            return Optional.empty();
        }
        said.put(job.id(), new Said(now, job.progress()));
        return Optional.of(far(job));
    }

    private static boolean isSame(Progress one, Progress other) {
        return one.done() == other.done()
                && one.total().equals(other.total())
                && one.operation().equals(other.operation());
    }

    private static String far(RunningJob job) {
        Progress progress = job.progress();
        List<String> parts = new ArrayList<>();
        progress.percent().ifPresent(percent -> parts.add(percent.intValue() + " %"));
        parts.add(Figures.count(progress.done())
                + (progress.total().isPresent()
                        ? " of " + Figures.count(progress.total().getAsLong())
                        : " done"));
        if (job.rate() > 0) {
            parts.add(Figures.rate(job.rate()));
        }
        job.eta().ifPresent(eta -> parts.add("ETA " + Figures.clock(eta)));
        if (!progress.operation().isBlank()) {
            parts.add(TerminalText.clean(progress.operation()));
        }
        return String.join(", ", parts);
    }

    private static String happening(JobEvent.OfAttempt event) {
        if (event instanceof JobEvent.Settled settled) {
            return ending(settled) + " after " + Figures.length(settled.ran());
        }
        String again = event.attempt() > 1 ? ", attempt " + event.attempt() : "";
        return event instanceof JobEvent.Started ? "started" + again : "lost its lease";
    }

    private static String ending(JobEvent.Settled event) {
        if (event instanceof JobEvent.RetryScheduled retry) {
            return "will be retried (" + TerminalText.clean(retry.error().toString()) + ")";
        } else if (event instanceof JobEvent.Failed failed) {
            return "failed (" + TerminalText.clean(failed.error().toString()) + ")";
        }
        return Kind.of(event).name().toLowerCase(Locale.ROOT);
    }

    private static String line(Instant at, String type, JobId id, String text) {
        return at.truncatedTo(ChronoUnit.SECONDS) + " " + type + " " + id + ": " + text;
    }
}

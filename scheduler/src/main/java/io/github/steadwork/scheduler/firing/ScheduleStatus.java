package io.github.steadwork.scheduler.firing;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.scheduler.ScheduleSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stored schedule, as it was at one moment.
 *
 * @param name its name
 * @param schedule when it is due
 * @param description the same as a sentence: "Daily at 06:00 America/New_York"
 * @param type the type of the jobs that it enqueues; empty if that is computed
 * @param payload what its jobs are given; empty if that is computed
 * @param misfire what becomes of missed fire times
 * @param overlap what becomes of a fire time while an earlier run has not ended
 * @param declared whether it comes from a program's declarations
 * @param state whether it fires
 * @param reason why it does not, if somebody said; otherwise empty
 * @param nextRun its next fire time; empty if it has none or does not fire, or while that depends on a run that has not ended
 * @param counts what has become of all its fire times and runs
 * @param runs the run log: what is open, and the last 20 that have ended, newest first
 */
public record ScheduleStatus(
        String name,
        ScheduleSpec schedule,
        String description,
        Optional<String> type,
        Optional<Payload> payload,
        MisfirePolicy misfire,
        OverlapPolicy overlap,
        boolean declared,
        ScheduleState state,
        String reason,
        Optional<Instant> nextRun,
        RunCounts counts,
        List<ScheduledRun> runs) {

    /** The newest run; empty if there was none. */
    public Optional<ScheduledRun> lastRun() {
        return runs.stream().findFirst();
    }

    static ScheduleStatus of(String name, StoredSchedule stored, Map<JobId, JobRecord> jobs) {
        StoredSchedule schedule = RunBook.close(stored, jobs);
        Definition definition = schedule.definition();
        return new ScheduleStatus(
                name,
                definition.schedule(),
                definition.schedule().toSchedule().describe(),
                definition.template().map(Template::type),
                definition.template().map(Template::decodedPayload),
                definition.misfire(),
                definition.overlap(),
                definition.declared(),
                schedule.state(),
                schedule.reason(),
                schedule.isActive() ? schedule.next() : Optional.empty(),
                schedule.counts(),
                newestFirst(schedule.runs()));
    }

    private static List<ScheduledRun> newestFirst(List<ScheduledRun> runs) {
        List<ScheduledRun> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        return List.copyOf(reversed);
    }
}

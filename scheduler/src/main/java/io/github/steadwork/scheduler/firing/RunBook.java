package io.github.steadwork.scheduler.firing;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Enters into a schedule how its runs have ended. */
final class RunBook {

    private RunBook() {}

    static Map<JobId, JobRecord> byId(Collection<JobRecord> jobs) {
        return jobs.stream().collect(Collectors.toMap(JobRecord::id, Function.identity(), (one, other) -> other));
    }

    /** With the runs closed whose jobs have ended, or are stored no more. */
    static StoredSchedule close(StoredSchedule schedule, Map<JobId, JobRecord> jobs) {
        List<ScheduledRun> runs = new ArrayList<>();
        List<ScheduledRun> ended = new ArrayList<>();
        for (ScheduledRun run : schedule.runs()) {
            ScheduledRun now = run.isOpen() ? look(run, jobs) : run;
            runs.add(now);
            if (run.isOpen() && !now.isOpen()) {
                ended.add(now);
            }
        }
        if (ended.isEmpty()) {
            return schedule;
        }
        ended.sort(Comparator.comparing(run -> run.finishedAt().orElse(Instant.MIN)));
        RunCounts counts = schedule.counts();
        for (ScheduledRun run : ended) {
            counts = counts.ended(run.state());
        }
        return schedule.runs(counts, runs);
    }

    private static ScheduledRun look(ScheduledRun run, Map<JobId, JobRecord> jobs) {
        JobRecord job = jobs.get(run.id());
        return job == null
                ? run.ended(RunState.UNKNOWN, java.util.Optional.empty())
                : run.ended(RunState.of(job.state()), job.finishedAt());
    }
}

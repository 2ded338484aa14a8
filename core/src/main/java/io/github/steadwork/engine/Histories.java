package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.AttemptRecord;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts together what is kept of a job. */
final class Histories {

    private static final int PAGE = 1_000;
    private static final int MOST_LINES = 20_000;

    private final QueueBackend backend;

    Histories(QueueBackend backend) {
        this.backend = backend;
    }

    Optional<JobHistory> of(JobId id) {
        return backend.inspector().find(id).map(this::of);
    }

    private JobHistory of(JobRecord job) {
        List<AttemptRecord> attempts = backend.inspector().attempts(job.id());
        List<RunLog.Stored> acts = new ArrayList<>();
        Map<Integer, Draft> runs = new TreeMap<>();
        attempts.forEach(attempt -> draft(runs, attempt.attempt()).ended = Optional.of(attempt));
        for (RunLog.Stored stored : lines(job.id())) {
            switch (stored.line().kind()) {
                case AUDIT -> acts.add(stored);
                case LOG -> draft(runs, stored.line().attempt()).log.add(stored);
                case RESOURCES ->
                    draft(runs, stored.line().attempt()).use = Optional.of(ResourceMeter.read(stored.line()));
            }
        }
        List<JobHistory.Run> all = new ArrayList<>();
        runs.forEach((number, draft) -> all.add(new JobHistory.Run(number, draft.ended, draft.log, draft.use)));
        return new JobHistory(job, JobHistory.Trigger.of(job), all, acts);
    }

    private static Draft draft(Map<Integer, Draft> runs, int attempt) {
        return runs.computeIfAbsent(attempt, unused -> new Draft());
    }

    private List<RunLog.Stored> lines(JobId job) {
        List<RunLog.Stored> all = new ArrayList<>();
        List<RunLog.Stored> page;
        do {
            long after = all.isEmpty() ? 0 : all.get(all.size() - 1).sequence();
            page = backend.runLog().read(job, after, PAGE);
            all.addAll(page);
        } while (page.size() == PAGE && all.size() < MOST_LINES);
        return all;
    }

    /** A run in the making. */
    private static final class Draft {
        private Optional<AttemptRecord> ended = Optional.empty();
        private Optional<ResourceUse> use = Optional.empty();
        private final List<RunLog.Stored> log = new ArrayList<>();
    }
}

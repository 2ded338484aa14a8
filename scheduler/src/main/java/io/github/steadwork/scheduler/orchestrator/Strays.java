package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.Document;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Jobs of pipelines that run although no pipeline has its turn with them. */
final class Strays {

    private static final int MOST_BOARDS = 1_000;

    private Strays() {}

    /** First the jobs, then the boards: a run that has begun in between is on a board already. */
    static List<JobRecord> in(QueueBackend backend, int limit) {
        JobFilter running = JobFilter.ALL.tags(Orchestrator.TAG).states(JobState.RUNNING);
        List<JobRecord> jobs = backend.inspector().list(running, Optional.empty(), limit);
        if (jobs.isEmpty()) {
            return List.of();
        }
        Set<JobId> known = backend.documents().list(Board.NAMESPACE, "", MOST_BOARDS).stream()
                .map(Document::json)
                .flatMap(json -> Board.read(json).works())
                .map(Entry.Work::job)
                .collect(Collectors.toSet());
        List<JobId> unknown = jobs.stream()
                .map(JobRecord::id)
                .filter(id -> !known.contains(id))
                .toList();
        // one that has ended since the first look has left its board rightly
        return unknown.isEmpty()
                ? List.of()
                : backend.inspector().findAll(unknown).stream()
                        .filter(job -> job.state() == JobState.RUNNING)
                        .toList();
    }
}

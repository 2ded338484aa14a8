package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Moves pipelines on: reads where they stand, plays a round, and writes what came of it, unless another node was quicker. */
final class Conductor {

    private static final int MOST_STRAYS = 1_000;
    private static final Duration BETWEEN_SEARCHES = Duration.ofSeconds(30);

    private final JobEngine engine;
    private final QueueBackend backend;
    private final BoardStore store;
    private final Map<String, Pipeline> pipelines;
    private final int atOnce;
    private volatile Instant searched = Instant.MIN;

    Conductor(JobEngine engine, BoardStore store, Map<String, Pipeline> pipelines, int atOnce) {
        this.engine = engine;
        this.backend = engine.backend();
        this.store = store;
        this.pipelines = pipelines;
        this.atOnce = atOnce;
    }

    void advance() {
        BoardStore.Read read = store.read();
        Instant now = store.now();
        Round round = new Round(pipelines, atOnce, read.board(), jobs(read.board()), now);
        Board after = round.play();
        if (store.write(read, after, requests(after, round.started()))) {
            after.works().filter(work -> work.ending().isPresent()).forEach(this::cancel);
            raiseAlarms(after, now);
        }
    }

    private Map<JobId, JobRecord> jobs(Board board) {
        List<JobId> ids = board.works().map(Entry.Work::job).toList();
        return ids.isEmpty()
                ? Map.of()
                : backend.inspector().findAll(ids).stream()
                        .collect(Collectors.toMap(JobRecord::id, Function.identity(), (one, other) -> other));
    }

    private List<StoredRequest> requests(Board after, Map<String, JobId> started) {
        List<StoredRequest> requests = new ArrayList<>();
        started.forEach((name, id) -> {
            Pipeline pipeline = Objects.requireNonNull(pipelines.get(name));
            StoredRequest template = engine.jobs().encode(pipeline.request());
            requests.add(PipelineJob.request(template, id, name, after.get(name).resumes()));
        });
        return requests;
    }

    /** Again in each look until it has ended, so that a node which dies in between does no harm. */
    void cancel(Entry.Work work) {
        String why = work.ending().map(Entry.Ending::message).orElse("");
        backend.cancel(JobFilter.id(work.job()), why, 1);
    }

    /** What the one document makes impossible is looked for all the same: somebody may have redriven an old run. */
    private void raiseAlarms(Board board, Instant now) {
        if (board.running() > atOnce) {
            engine.tell(new JobEvent.PipelineAlarm(board.running() + " run at a time, allowed are " + atOnce));
        }
        if (searched.isBefore(now.minus(BETWEEN_SEARCHES))) {
            searched = now;
            Strays.in(backend, MOST_STRAYS)
                    .forEach(job -> engine.tell(new JobEvent.PipelineAlarm("job " + job.id() + " of pipeline '"
                            + job.request().headers().get(Orchestrator.PIPELINE_HEADER) + "' runs out of turn")));
        }
    }
}

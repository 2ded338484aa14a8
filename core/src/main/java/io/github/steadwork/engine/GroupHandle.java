package io.github.steadwork.engine;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A batch or a workflow, seen from outside, in whichever process it runs. Safe for use by many threads; it holds no state of its own. */
public final class GroupHandle {

    /** Databases take so many parameters in a statement, and few take twice as many. */
    private static final int PORTION = 30_000;

    private final JobId id;
    private final QueueBackend backend;
    private final PayloadCodec codec;
    private final JobHandle<Void> end;

    GroupHandle(JobId id, QueueBackend backend, PayloadCodec codec, QueueManager jobs) {
        this.id = id;
        this.backend = backend;
        this.codec = codec;
        this.end = new JobHandle<>(id, GroupJob.TYPE, EnqueueReceipt.Result.ALREADY_STORED, jobs);
    }

    /** Its id, by which {@link QueueManager#group} finds it again: that of the job which ends it. */
    public JobId id() {
        return id;
    }

    /** The ids of its jobs, without those that follow. */
    public List<JobId> members() {
        return record().request().parents();
    }

    /** How far it is. */
    public GroupProgress progress() {
        List<JobId> members = members();
        return new GroupProgress(members.size(), GroupProgress.count(backend.inspector(), members));
    }

    /** SUCCEEDED if all jobs have succeeded, FAILED if all have ended and some have not; otherwise it goes on. */
    public JobState state() {
        return record().state();
    }

    /**
     * Waits until all jobs have ended; those that follow may still run.
     *
     * @throws JobFailedException if some did not succeed
     * @throws JobTimeoutException if they have not ended within the timeout; they go on
     * @throws InterruptedException if this thread is interrupted
     */
    public void await(Duration timeout) throws InterruptedException {
        end.await(timeout);
    }

    /** Calls all its jobs off that have not ended; what follows a failure or an end follows. */
    public CancelReport cancel(String reason) {
        int cancelled = 0;
        int requested = 0;
        for (JobFilter some : portions(members())) {
            CancelReport report = backend.cancel(some, reason, Integer.MAX_VALUE);
            cancelled += report.cancelled();
            requested += report.requested();
        }
        return new CancelReport(cancelled, requested);
    }

    /**
     * Goes on from where it failed: queues the jobs that failed or were cancelled again, each after those before it, and what was
     * cancelled of that which follows.
     *
     * @return how many of its jobs are to run again
     */
    public int restart() {
        JobRecord record = record();
        int again = 0;
        for (JobFilter some : portions(record.request().parents())) {
            again += backend.redrive(some, JobChange.NONE, Integer.MAX_VALUE);
        }
        backend.redrive(JobFilter.id(id), JobChange.NONE, 1);
        List<JobId> callbacks = group(record).callbacks().stream()
                .map(text -> new JobId(UUID.fromString(text)))
                .toList();
        if (!callbacks.isEmpty()) {
            backend.redrive(JobFilter.ids(callbacks), JobChange.NONE, Integer.MAX_VALUE);
        }
        return again;
    }

    private static List<JobFilter> portions(List<JobId> ids) {
        List<JobFilter> portions = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PORTION) {
            portions.add(JobFilter.ids(ids.subList(from, Math.min(from + PORTION, ids.size()))));
        }
        return portions;
    }

    /** The graph with the states of its steps, as a Mermaid diagram; a batch has no steps. */
    public String mermaid() {
        JobRecord record = record();
        Map<String, JobState> states = new HashMap<>();
        backend.inspector()
                .findAll(record.request().parents())
                .forEach(job -> states.put(job.id().toString(), job.state()));
        return Mermaid.of(group(record).steps(), states);
    }

    private GroupJob.Group group(JobRecord record) {
        GroupJob.Group group = codec.decode(record.request().payload(), GroupJob.Group.class);
        if (group == null) {
            throw new IllegalStateException("job " + id + " is no batch and no workflow");
        }
        return group;
    }

    private JobRecord record() {
        return backend.inspector()
                .find(id)
                .orElseThrow(() -> new IllegalStateException("batch or workflow " + id + " is stored no more"));
    }
}

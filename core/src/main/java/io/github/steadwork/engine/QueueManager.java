package io.github.steadwork.engine;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.queue.CancelReport;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobChange;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobIntake;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.QueueBackend;
import io.github.steadwork.queue.QueueDepth;
import io.github.steadwork.queue.QueueStatistics;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What applications do with jobs: enqueue, find, cancel, redrive; and with queues: pause and resume. Safe for many threads. */
public final class QueueManager {

    private static final int BATCH = 1_000;

    private final QueueBackend backend;
    private final RequestEncoder encoder;
    private final PayloadCodec codec;
    private final QueuePauses pauses;
    private final Waiters waiters;
    private final Deeds deeds;
    private final StraightIntake intake;
    private final Enqueuer direct;

    QueueManager(
            QueueBackend backend,
            RequestEncoder encoder,
            PayloadCodec codec,
            JobListener listener,
            QueuePauses pauses,
            Waiters waiters) {
        this.backend = backend;
        this.encoder = encoder;
        this.codec = codec;
        this.pauses = pauses;
        this.waiters = waiters;
        this.deeds = new Deeds(new AuditTrail(backend.documents()), backend.runLog(), listener);
        this.intake = new StraightIntake(backend, listener, deeds);
        this.direct = new Enqueuer(encoder, intake, true, this);
    }

    private QueueManager(QueueManager whole, Deeds deeds) {
        this.backend = whole.backend;
        this.encoder = whole.encoder;
        this.codec = whole.codec;
        this.pauses = whole.pauses;
        this.waiters = whole.waiters;
        this.deeds = deeds;
        this.intake = whole.intake.as(deeds);
        this.direct = new Enqueuer(encoder, intake, true, this);
    }

    /**
     * The same, on behalf of somebody: what is done through it stands in the {@linkplain JobEngine#audit audit trail} under
     * this name, and jobs that are enqueued through it carry it in the header {@link JobRequest#ACTOR_HEADER}. Make one for
     * each call of a user's, as {@code engine.jobs().as(user).cancel(id, reason)}; it costs nothing.
     *
     * @throws IllegalArgumentException if the name is empty
     */
    public QueueManager as(String actor) {
        return new QueueManager(this, deeds.as(actor));
    }

    Deeds deeds() {
        return deeds;
    }

    /** Enqueues a job with the options of its type; as {@link #enqueue(JobRequest)}. */
    public <P, R extends @Nullable Object> JobHandle<R> enqueue(JobType<P, R> type, P payload) {
        return enqueue(JobRequest.of(type, payload));
    }

    /**
     * Enqueues a job; it is stored when this returns.
     *
     * @throws IllegalArgumentException if its type is not known to this engine, or its parents are not known at all
     * @throws io.github.steadwork.codec.PayloadException if the payload cannot be written or is too large
     * @throws DuplicateJobException if a unique rule refuses it
     * @throws JobQueueException if the backend cannot be reached; the same request may be enqueued again, and has one effect
     */
    public <P, R extends @Nullable Object> JobHandle<R> enqueue(JobRequest<P, R> request) {
        return direct.enqueue(request);
    }

    /**
     * Enqueues jobs together: all are stored, or none. Much faster than one by one. A job that a unique rule refuses is not
     * stored, and its handle says so.
     *
     * @return a handle for each request, in their order
     */
    public List<JobHandle<?>> enqueueAll(List<? extends JobRequest<?, ?>> requests) {
        return direct.enqueueAll(requests);
    }

    /**
     * Enqueues another way than straight into the queue, as within a transaction of the caller's on a backend that has such:
     *
     * <pre>{@code
     * connection.setAutoCommit(false);
     * engine.jobs().through(queue.within(connection)).enqueue(SendInvoice.TYPE, new Invoice("2026-17"));
     * connection.commit();
     * }</pre>
     *
     * <p>Nothing is tried twice, and listeners are not told, for only the caller knows whether the jobs come to exist. Their
     * handles know of no job until then.
     */
    public Enqueuer through(JobIntake intake) {
        return new Enqueuer(encoder, intake, false, this);
    }

    /**
     * A request as an enqueue would store it, without storing it: for who stores it together with documents.
     *
     * @throws IllegalArgumentException if its type is not known to this engine
     * @throws io.github.steadwork.codec.PayloadException if the payload cannot be written or is too large
     */
    public StoredRequest encode(JobRequest<?, ?> request) {
        return encoder.encode(request);
    }

    /**
     * Enqueues a batch: all its jobs, and those that follow, or none.
     *
     * @throws IllegalArgumentException if it has no jobs
     */
    public GroupHandle enqueue(Batch batch) {
        return enqueue(batch, List.of());
    }

    /**
     * Enqueues a workflow: all its steps, and what follows, or none.
     *
     * @throws IllegalArgumentException if it has no steps, a step comes after one that there is not, or it goes in a circle
     */
    public GroupHandle enqueue(Workflow workflow) {
        return enqueue(workflow.jobs(), workflow.steps());
    }

    private GroupHandle enqueue(Batch batch, List<GroupJob.Step> steps) {
        if (batch.members().isEmpty()) {
            throw new IllegalArgumentException("'" + batch.name() + "' has no jobs");
        }
        List<String> callbacks = batch.callbacks().stream()
                .map(callback -> callback.request().id().toString())
                .toList();
        JobRequest<GroupJob.Group, Void> end = JobRequest.of(
                        GroupJob.TYPE, new GroupJob.Group(batch.name(), steps, callbacks))
                .after(batch.members().stream().map(JobRequest::id).toList())
                .onParentFailure(ParentPolicy.RUN);
        List<JobRequest<?, ?>> all = new ArrayList<>(batch.members());
        all.add(end);
        batch.callbacks()
                .forEach(callback -> all.add(callback.request().after(end).onParentFailure(callback.when())));
        enqueueAll(all);
        return group(end.id());
    }

    /** A handle for a batch or a workflow that was enqueued before, perhaps by another process. */
    public GroupHandle group(JobId id) {
        return new GroupHandle(id, backend, codec, this);
    }

    /** A handle for a job that was enqueued before, perhaps by another process. */
    public <R extends @Nullable Object> JobHandle<R> handle(JobId id, JobType<?, R> type) {
        return new JobHandle<>(id, type, EnqueueReceipt.Result.ALREADY_STORED, this);
    }

    /** The job with this id as it is stored now; empty if it is not, or no more. */
    public Optional<JobRecord> find(JobId id) {
        return backend.inspector().find(id);
    }

    /** All that is kept of this job and its attempts, and who did what to it; empty if it is not stored, or no more. */
    public Optional<JobHistory> history(JobId id) {
        return new Histories(backend).of(id);
    }

    /** The jobs that are meant, newest first, a thousand at most. */
    public List<JobRecord> list(JobFilter which) {
        return backend.inspector().list(which, Optional.empty(), BATCH);
    }

    /** How many jobs are meant. */
    public long count(JobFilter which) {
        return backend.inspector().count(which);
    }

    /** How many jobs stand where, by queue. */
    public List<QueueDepth> depths() {
        return backend.inspector().depths();
    }

    /** How the queues went within this latest past; see {@link io.github.steadwork.queue.JobInspector#statistics}. */
    public List<QueueStatistics> statistics(Duration window) {
        return backend.inspector().statistics(window);
    }

    /**
     * Calls a job off: at once if it has not started; otherwise it is asked to end, and its worker learns that within about a
     * second.
     *
     * @return whether there was anything left to call off
     */
    public boolean cancel(JobId id, String reason) {
        CancelReport report = cancel(JobFilter.id(id), reason);
        return report.cancelled() + report.requested() > 0;
    }

    /** As {@link #cancel(JobId, String)}, for all jobs that are meant. */
    public CancelReport cancel(JobFilter which, String reason) {
        CancelReport report = backend.cancel(which, reason, Integer.MAX_VALUE);
        deeds.toJobs("cancel", which, reason);
        return report;
    }

    /**
     * As {@link #cancel(JobFilter, String)}, but running jobs are interrupted at once.
     *
     * @return the jobs that were held by workers
     */
    public List<JobId> forceStop(JobFilter which, String reason, ForceStop how) {
        List<JobId> stopped = new ForceStops(backend).stop(which, reason, how);
        deeds.toJobs("force stop", which, reason);
        return stopped;
    }

    /** Makes a job that has not started the first to be: URGENT and due now. False if it has started. Limits and parents still hold it. */
    public boolean forceStart(JobId id) {
        JobChange first = JobChange.NONE.priority(Priority.URGENT).delay(Duration.ZERO);
        boolean moved = backend.update(JobFilter.id(id), first, 1) == 1;
        if (moved) {
            deeds.toJobs("force start", JobFilter.id(id), "");
        }
        return moved;
    }

    /** Queues the FAILED and CANCELLED jobs among those that are meant again, changed as said; gives how many. */
    public int redrive(JobFilter which, JobChange change) {
        int all = 0;
        int moved;
        do {
            moved = backend.redrive(which, change, BATCH);
            all += moved;
        } while (moved == BATCH);
        deeds.toJobs("redrive", which, all + " jobs");
        return all;
    }

    /** Deletes the FAILED and CANCELLED jobs among those that are meant, with all that is told of them; gives how many. */
    public int discard(JobFilter which) {
        Set<JobState> dead = new HashSet<>(Set.of(JobState.FAILED, JobState.CANCELLED));
        if (!which.states().isEmpty()) {
            dead.retainAll(which.states());
        }
        JobFilter discarded = which.states(dead.toArray(JobState[]::new));
        int all = 0;
        int gone = dead.isEmpty() ? 0 : backend.purge(discarded, Duration.ZERO, BATCH);
        while (gone == BATCH) {
            all += gone;
            gone = backend.purge(discarded, Duration.ZERO, BATCH);
        }
        deeds.tell("discard", Deeds.subject(which), (all + gone) + " jobs");
        return all + gone;
    }

    /** Changes the jobs among those that are meant which have not started; gives how many. */
    public int update(JobFilter which, JobChange change) {
        int changed = backend.update(which, change, Integer.MAX_VALUE);
        deeds.toJobs("update", which, changed + " jobs");
        return changed;
    }

    /** Stops claims from a queue, for all workers, within about a second. Jobs that run go on; others go back. */
    public void pause(String queue) {
        pauses.pause(queue);
        deeds.tell("pause", "queue " + queue, "");
    }

    /** Allows claims from a queue again. */
    public void resume(String queue) {
        pauses.resume(queue);
        deeds.tell("resume", "queue " + queue, "");
    }

    Waiters waiters() {
        return waiters;
    }

    PayloadCodec codec() {
        return codec;
    }
}

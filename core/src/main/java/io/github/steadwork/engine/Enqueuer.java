package io.github.steadwork.engine;

import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobIntake;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.StoredRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enqueues jobs through one way in; see {@link QueueManager#through}. As safe for use by many threads as that is. */
public final class Enqueuer {

    private final RequestEncoder encoder;
    private final JobIntake intake;
    private final boolean commits;
    private final QueueManager jobs;

    /** With whether jobs exist as soon as {@code intake} has taken them; otherwise somebody may still roll them back. */
    Enqueuer(RequestEncoder encoder, JobIntake intake, boolean commits, QueueManager jobs) {
        this.encoder = encoder;
        this.intake = intake;
        this.commits = commits;
        this.jobs = jobs;
    }

    /** Enqueues a job with the options of its type; as {@link #enqueue(JobRequest)}. */
    public <P, R extends @Nullable Object> JobHandle<R> enqueue(JobType<P, R> type, P payload) {
        return enqueue(JobRequest.of(type, payload));
    }

    /**
     * Enqueues a job.
     *
     * @throws IllegalArgumentException if its type is not known to this engine, or its parents are not known at all
     * @throws PayloadException if the payload cannot be written or is too large
     * @throws DuplicateJobException if a unique rule refuses it
     * @throws JobQueueException if the backend cannot be reached
     */
    public <P, R extends @Nullable Object> JobHandle<R> enqueue(JobRequest<P, R> request) {
        EnqueueReceipt.Enqueued stored = store(List.of(request)).get(0);
        if (stored.result() == EnqueueReceipt.Result.REFUSED) {
            String key = request.unique().orElseThrow().key();
            throw new DuplicateJobException(request.type().name(), key, stored.id());
        }
        return new JobHandle<>(stored.id(), request.type(), stored.result(), commits, jobs);
    }

    /**
     * Enqueues jobs together: all are stored, or none. Much faster than one by one. A job that a unique rule refuses is not
     * stored, and its handle says so.
     *
     * @return a handle for each request, in their order
     */
    public List<JobHandle<?>> enqueueAll(List<? extends JobRequest<?, ?>> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        List<EnqueueReceipt.Enqueued> stored = store(requests);
        List<JobHandle<?>> handles = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            EnqueueReceipt.Enqueued one = stored.get(i);
            handles.add(new JobHandle<>(one.id(), requests.get(i).type(), one.result(), commits, jobs));
        }
        return handles;
    }

    private List<EnqueueReceipt.Enqueued> store(List<? extends JobRequest<?, ?>> requests) {
        List<StoredRequest> encoded = new ArrayList<>(requests.size());
        for (JobRequest<?, ?> request : requests) {
            encoded.add(encoder.encodeHere(jobs.deeds().signed(request)));
        }
        return intake.enqueue(EnqueueBatch.of(encoded)).jobs();
    }
}

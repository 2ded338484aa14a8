package io.github.steadwork.engine;

import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.ParentPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Many jobs under one handle, with jobs that follow when all have ended. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * GroupHandle handle = engine.jobs().enqueue(Batch.named("invoices of May")
 *         .add(requests)
 *         .onSuccess(JobRequest.of(CloseMonth.TYPE, may))
 *         .onFailure(JobRequest.of(CallSomebody.TYPE, may)));
 * }</pre>
 *
 * <p>The jobs that follow are ordinary dependent jobs: they are stored with the batch, so a crash cannot lose them.
 */
public final class Batch {

    private final String name;
    private final List<JobRequest<?, ?>> members;
    private final List<Callback> callbacks;

    /** A job that follows, and how it depends on the end of the others. */
    record Callback(JobRequest<?, ?> request, ParentPolicy when) {}

    private Batch(String name, List<JobRequest<?, ?>> members, List<Callback> callbacks) {
        this.name = name;
        this.members = List.copyOf(members);
        this.callbacks = List.copyOf(callbacks);
    }

    /** An empty batch with this name, for people. */
    public static Batch named(String name) {
        return new Batch(name, List.of(), List.of());
    }

    /** With these jobs besides. */
    public Batch add(Collection<? extends JobRequest<?, ?>> requests) {
        List<JobRequest<?, ?>> all = new ArrayList<>(members);
        all.addAll(requests);
        return new Batch(name, all, callbacks);
    }

    /** With this job besides. */
    public Batch add(JobRequest<?, ?> request) {
        return add(List.of(request));
    }

    /** With a job that runs when all have succeeded, and is cancelled otherwise. */
    public Batch onSuccess(JobRequest<?, ?> request) {
        return follow(new Callback(request, ParentPolicy.CANCEL));
    }

    /** With a job that runs when all have ended, however they have. */
    public Batch onComplete(JobRequest<?, ?> request) {
        return follow(new Callback(request, ParentPolicy.RUN));
    }

    /** With a job that runs when all have ended and one or more have not succeeded, and is cancelled otherwise. */
    public Batch onFailure(JobRequest<?, ?> request) {
        return follow(new Callback(request, ParentPolicy.RUN_IF_FAILED));
    }

    private Batch follow(Callback callback) {
        List<Callback> all = new ArrayList<>(callbacks);
        all.add(callback);
        return new Batch(name, members, all);
    }

    String name() {
        return name;
    }

    List<JobRequest<?, ?>> members() {
        return members;
    }

    List<Callback> callbacks() {
        return callbacks;
    }
}

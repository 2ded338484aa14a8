package io.github.steadwork.engine;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.RegisteredJob;
import io.github.steadwork.queue.QueueBackend;
import org.jspecify.annotations.Nullable;

/** Calls the user's code: the one place where that happens on the way of a job. Whatever it throws becomes a value. */
final class Performer {

    private final JobRegistry registry;
    private final PayloadCodec codec;
    private final QueueBackend backend;
    private final JobListener listener;
    private final RunLogs runLogs;

    Performer(JobRegistry registry, PayloadCodec codec, QueueBackend backend, JobListener listener, RunLogs runLogs) {
        this.registry = registry;
        this.codec = codec;
        this.backend = backend;
        this.listener = listener;
        this.runLogs = runLogs;
    }

    Performance perform(Attempt attempt) {
        String type = attempt.job().request().type();
        runLogs.enter(attempt);
        ResourceMeter.Reading before = runLogs.meter().begin(type);
        try {
            return perform(registry.find(type).orElseThrow(), attempt);
        } finally {
            runLogs.meter().end(attempt, before);
            runLogs.leave();
            attempt.volume().ifPresent(volume -> listener.on(new JobEvent.DataMoved(attempt.job(), volume)));
        }
    }

    private <P, R extends @Nullable Object> Performance perform(RegisteredJob<P, R> job, Attempt attempt) {
        P params = null;
        try {
            JobContext context = new AttemptContext(attempt, backend, codec, runLogs);
            params = read(job, attempt);
            tellStart(job, params, attempt, context);
            return new Performance(params, job.execute(params, context), null);
        } catch (Throwable thrown) {
            return new Performance(params, null, thrown);
        }
    }

    private <P> P read(RegisteredJob<P, ?> job, Attempt attempt) {
        P params = codec.decode(attempt.job().request().payload(), job.type().payloadClass());
        if (params == null) {
            throw new PayloadException("there is no payload, but " + job.type() + " needs one");
        }
        return params;
    }

    private <P> void tellStart(RegisteredJob<P, ?> job, P params, Attempt attempt, JobContext context) {
        try {
            job.onStart(params, context);
        } catch (Throwable error) {
            listener.on(new JobEvent.HookFailed(attempt.job(), "onStart", error));
        }
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.RegisteredJob;
import io.github.steadwork.job.RetryNotice;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.QueueBackend;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tells hooks and listeners of outcomes that are stored.
 *
 * <p>Listeners are told on the thread that stored them, for they are quick by contract; so are jobs without hooks. Hooks are the
 * user's code and may take their time, so jobs that have some are told on threads of their own.
 */
final class Observer {

    private final JobRegistry registry;
    private final PayloadCodec codec;
    private final QueueBackend backend;
    private final JobListener listener;
    private final Executor hookThreads;
    private final RunLogs runLogs;

    Observer(
            JobRegistry registry,
            PayloadCodec codec,
            QueueBackend backend,
            JobListener listener,
            Executor hookThreads,
            RunLogs runLogs) {
        this.registry = registry;
        this.codec = codec;
        this.backend = backend;
        this.listener = listener;
        this.hookThreads = hookThreads;
        this.runLogs = runLogs;
    }

    /** Tells of a batch; what was refused was not ours any more. */
    void tell(List<Ended> settled, Set<Lease> refused) {
        for (Ended ended : settled) {
            if (refused.contains(ended.attempt().lease())) {
                listener.on(new JobEvent.LeaseLost(ended.attempt().job()));
            } else {
                tell(ended);
            }
        }
    }

    private void tell(Ended ended) {
        RegisteredJob<?, ?> job =
                registry.find(ended.attempt().job().request().type()).orElse(null);
        if (job != null && job.hasEndHooks()) {
            hookThreads.execute(() -> tell(job, ended));
        } else {
            tellListener(ended);
        }
    }

    private <P, R extends @Nullable Object> void tell(RegisteredJob<P, R> job, Ended ended) {
        if (ended.performance().params() != null) {
            callHook(job, ended);
        }
        tellListener(ended);
    }

    private void tellListener(Ended ended) {
        listener.on(JobEvent.Settled.of(ended.attempt().job(), ended.outcome(), ended.ran()));
    }

    @SuppressWarnings("unchecked") // the performance is that of a job of this very type
    private <P, R extends @Nullable Object> void callHook(RegisteredJob<P, R> job, Ended ended) {
        Attempt attempt = ended.attempt();
        JobContext context = new AttemptContext(attempt, backend, codec, runLogs);
        P params = (P) Objects.requireNonNull(ended.performance().params());
        Throwable thrown = ended.performance().thrown();
        Outcome outcome = ended.outcome();
        if (outcome instanceof Outcome.Succeeded) {
            R result = (R) ended.performance().result();
            guarded(attempt, "onSuccess", () -> job.onSuccess(params, result, context));
        } else if (outcome instanceof Outcome.Retry retry) {
            int number = attempt.job().counters().retriesUsed() + 1;
            Throwable error = thrown != null ? thrown : new StoredError(retry.error());
            guarded(
                    attempt,
                    "onRetry",
                    () -> job.onRetry(params, new RetryNotice(error, number, retry.delay()), context));
        } else if (outcome instanceof Outcome.Failed failed) {
            Throwable error = thrown != null ? thrown : new StoredError(failed.error());
            guarded(attempt, "onFailure", () -> job.onFailure(params, error, context));
        }
    }

    private void guarded(Attempt attempt, String hook, Hook call) {
        try {
            call.run();
        } catch (Throwable error) {
            listener.on(new JobEvent.HookFailed(attempt.job(), hook, error));
        }
    }

    @FunctionalInterface
    private interface Hook {
        void run() throws Exception;
    }
}

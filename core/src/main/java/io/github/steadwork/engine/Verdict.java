package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobSignal;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/** Decides what becomes of an attempt, once, before anything is stored. A pure function of what happened. */
final class Verdict {

    private final JobRegistry registry;
    private final RetryPolicy standard;
    private final RequestEncoder encoder;
    private final RandomGenerator random;

    Verdict(JobRegistry registry, JobConfig config, RequestEncoder encoder, RandomGenerator random) {
        this.registry = registry;
        this.standard = config.retry();
        this.encoder = encoder;
        this.random = random;
    }

    /** What follows from how the user's code ended, and from why it was asked to end, if it was. */
    Outcome of(Attempt attempt, Performance performance) {
        if (performance.thrown() != null) {
            return ofThrown(attempt, performance.thrown());
        }
        if (attempt.stop().filter(Attempt.Stop.TIMED_OUT::equals).isPresent()) {
            return timedOut(attempt);
        }
        try {
            return new Outcome.Succeeded(
                    encoder.encodeResult(attempt.job().request().type(), performance.result()));
        } catch (RuntimeException | Error unfit) { // a codec and what it reads are the user's code
            return ofError(attempt.job(), unfit);
        }
    }

    private Outcome ofThrown(Attempt attempt, Throwable thrown) {
        if (attempt.stop().isPresent()) {
            return ofStopped(attempt);
        }
        if (thrown instanceof JobSignal signal) {
            return ofSignal(attempt.job(), signal);
        }
        return ofError(attempt.job(), thrown);
    }

    /** What follows from having been asked to end, and having done so without a result. */
    Outcome ofStopped(Attempt attempt) {
        return switch (attempt.stop().orElseThrow()) {
            case CANCELLED -> new Outcome.Cancelled(attempt.stopReason(), attempt.isClean());
            case TIMED_OUT -> timedOut(attempt);
            case SHUTTING_DOWN, LEASE_LOST, GIVING_WAY ->
                new Outcome.Released(attempt.stopReason(), attempt.isStarted());
        };
    }

    private Outcome timedOut(Attempt attempt) {
        StoredRequest request = attempt.job().request();
        String bound = request.timeout().map(Duration::toString).orElse("its timeout");
        String message = request.type() + " ran longer than " + bound;
        Optional<Duration> delay = delay(attempt.job(), new TimeoutException(message));
        ErrorInfo error = ErrorInfo.of("timeout", message, policy(attempt.job()).classify(new TimeoutException()));
        return delay.<Outcome>map(wait -> new Outcome.Retry(error, wait)).orElseGet(() -> new Outcome.Failed(error));
    }

    private Outcome ofSignal(JobRecord job, JobSignal signal) {
        if (signal instanceof JobSignal.Snooze snooze) {
            return new Outcome.Snoozed(snooze.delay());
        } else if (signal instanceof JobSignal.Cancel cancel) {
            return new Outcome.Cancelled(String.valueOf(cancel.getMessage()));
        } else if (signal instanceof JobSignal.Discard discard) {
            return new Outcome.Failed(
                    ErrorInfo.of("discarded", String.valueOf(discard.getMessage()), ErrorKind.PERMANENT));
        } else if (signal instanceof JobSignal.WaitFor waitFor) {
            return waitFor(job, waitFor.children());
        }
        throw new AssertionError("a signal that is not in the sealed set: " + signal);
    }

    private Outcome waitFor(JobRecord job, List<JobRequest<?, ?>> children) {
        if (children.isEmpty()) {
            return new Outcome.Snoozed(Duration.ZERO); // nothing to wait for: it goes on at once
        }
        try {
            return new Outcome.Waiting(
                    children.stream().map(encoder::encodeHere).toList());
        } catch (RuntimeException | Error unfit) {
            return ofError(job, unfit);
        }
    }

    private Outcome ofError(JobRecord job, Throwable error) {
        ErrorInfo info = ErrorInfo.of(error, policy(job).classify(error));
        return delay(job, error)
                .<Outcome>map(wait -> new Outcome.Retry(info, wait))
                .orElseGet(() -> new Outcome.Failed(info));
    }

    private Optional<Duration> delay(JobRecord job, Throwable error) {
        return policy(job)
                .delayAfter(error, job.counters().retriesUsed(), job.request().maxRetries(), random);
    }

    private RetryPolicy policy(JobRecord job) {
        return registry.find(job.request().type())
                .flatMap(found -> found.type().options().retry())
                .orElse(standard);
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads that wait for jobs to end. Settles of this process tell them at once, with the outcome; for those of others they look now
 * and then.
 */
final class Waiters {

    private final JobInspector inspector;
    private final Duration poll;
    private final Map<JobId, CompletableFuture<End>> waiting = new ConcurrentHashMap<>();

    Waiters(JobInspector inspector, Duration poll) {
        this.inspector = inspector;
        this.poll = poll;
    }

    /** How a job has ended. */
    record End(JobState state, Optional<ErrorInfo> error, Payload result) {

        private static End of(JobRecord job) {
            return new End(job.state(), job.error(), job.result());
        }

        /** What a stored outcome makes of its job, if it ends it. */
        private static Optional<End> of(Outcome outcome) {
            if (outcome instanceof Outcome.Succeeded succeeded) {
                return Optional.of(new End(JobState.SUCCEEDED, Optional.empty(), succeeded.result()));
            } else if (outcome instanceof Outcome.Failed failed) {
                return Optional.of(new End(JobState.FAILED, Optional.of(failed.error()), Payload.NOTHING));
            }
            return Optional.empty();
        }
    }

    /** Tells whoever waits for one of these, which are stored, but for those that were refused. */
    void ended(List<Ended> settled, Set<Lease> refused) {
        if (waiting.isEmpty()) {
            return;
        }
        for (Ended ended : settled) {
            CompletableFuture<End> future = waiting.get(ended.attempt().job().id());
            if (future != null && !refused.contains(ended.attempt().lease())) {
                End.of(ended.outcome()).ifPresent(future::complete);
            }
        }
    }

    /**
     * How the job has ended; empty if it has not within the timeout.
     *
     * @throws IllegalStateException if it was stored when this began to wait, and is no more
     */
    Optional<End> await(JobId id, Duration timeout) throws InterruptedException {
        CompletableFuture<End> told = waiting.computeIfAbsent(id, key -> new CompletableFuture<>());
        try {
            return await(id, told, System.nanoTime() + timeout.toNanos());
        } finally {
            waiting.remove(id, told);
        }
    }

    private Optional<End> await(JobId id, CompletableFuture<End> told, long deadline) throws InterruptedException {
        boolean seen = false;
        while (true) {
            Optional<JobRecord> job = inspector.find(id);
            if (job.isPresent() && job.get().state().isFinal()) {
                return Optional.of(End.of(job.get()));
            }
            long left = deadline - System.nanoTime();
            Optional<End> end = wait(told, Math.min(left, poll.toNanos()));
            if (end.isPresent() || left <= 0) {
                return end;
            }
            if (seen && job.isEmpty()) {
                throw new IllegalStateException("job " + id + " is stored no more: it has ended and was not kept");
            }
            seen |= job.isPresent();
        }
    }

    private static Optional<End> wait(CompletableFuture<End> told, long nanos) throws InterruptedException {
        try {
            return Optional.of(told.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException notYet) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it that way", e);
        }
    }
}

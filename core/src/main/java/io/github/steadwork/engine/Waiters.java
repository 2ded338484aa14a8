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

    /** As good as for ever, and it fits into nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final JobInspector inspector;
    private final Duration poll;
    private final Map<JobId, Seat> waiting = new ConcurrentHashMap<>();

    Waiters(JobInspector inspector, Duration poll) {
        this.inspector = inspector;
        this.poll = poll;
    }

    /** What those who wait for one job share, as long as there are any. */
    private record Seat(CompletableFuture<End> told, int taken) {}

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
            Seat seat = waiting.get(ended.attempt().job().id());
            if (seat != null && !refused.contains(ended.attempt().lease())) {
                End.of(ended.outcome()).ifPresent(seat.told::complete);
            }
        }
    }

    /**
     * How the job has ended; empty if it has not within the timeout.
     *
     * @param stored whether it is known to have been stored; otherwise it may be about to be, within somebody's transaction
     * @throws IllegalStateException if it was stored, and is no more
     */
    Optional<End> await(JobId id, Duration timeout, boolean stored) throws InterruptedException {
        Duration bound = timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
        CompletableFuture<End> told = sitDown(id);
        try {
            return await(id, told, System.nanoTime() + bound.toNanos(), stored);
        } finally {
            waiting.computeIfPresent(id, (key, seat) -> seat.taken == 1 ? null : new Seat(seat.told, seat.taken - 1));
        }
    }

    private CompletableFuture<End> sitDown(JobId id) {
        Seat first = new Seat(new CompletableFuture<>(), 1);
        return waiting.merge(id, first, (seat, unused) -> new Seat(seat.told, seat.taken + 1)).told;
    }

    private Optional<End> await(JobId id, CompletableFuture<End> told, long deadline, boolean stored)
            throws InterruptedException {
        boolean seen = stored;
        while (true) {
            Optional<JobRecord> job = inspector.find(id);
            if (job.isPresent() && job.get().state().isFinal()) {
                return Optional.of(End.of(job.get()));
            }
            long left = deadline - System.nanoTime();
            Optional<End> end = wait(told, Math.min(left, poll.toNanos()));
            if (end.isPresent()) {
                return end;
            }
            if (seen && job.isEmpty()) {
                throw new IllegalStateException("job " + id + " is stored no more: it has ended and was not kept");
            }
            if (left <= 0) {
                return end;
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

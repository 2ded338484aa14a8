package io.github.steadwork.queue;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobState;
import java.time.Duration;
import java.util.List;

/** What became of an attempt: decided once, stored once, told once. */
public sealed interface Outcome {

    /** The state that the job moves to. */
    JobState state();

    /**
     * The work is done.
     *
     * @param result what the job gave back; {@link Payload#NOTHING} for nothing
     */
    record Succeeded(Payload result) implements Outcome {
        @Override
        public JobState state() {
            return JobState.SUCCEEDED;
        }
    }

    /**
     * An error that is worth another attempt. The only outcome that uses up a retry.
     *
     * @param error what happened
     * @param delay how long until the next attempt
     */
    record Retry(ErrorInfo error, Duration delay) implements Outcome {
        @Override
        public JobState state() {
            return JobState.QUEUED;
        }
    }

    /**
     * An error that is not worth another attempt, or the last of them.
     *
     * @param error what happened
     */
    record Failed(ErrorInfo error) implements Outcome {
        @Override
        public JobState state() {
            return JobState.FAILED;
        }
    }

    /**
     * Called off, by the job itself or by somebody else.
     *
     * @param reason why, for people
     * @param clean whether checkpoint and progress go, so that a redrive begins from the start
     */
    record Cancelled(String reason, boolean clean) implements Outcome {

        /** Called off, with its checkpoint kept. */
        public Cancelled(String reason) {
            this(reason, false);
        }

        @Override
        public JobState state() {
            return JobState.CANCELLED;
        }
    }

    /**
     * The job wants to be run again later.
     *
     * @param delay how long until then
     */
    record Snoozed(Duration delay) implements Outcome {
        @Override
        public JobState state() {
            return JobState.QUEUED;
        }
    }

    /**
     * The job wants others to run first. They are stored, their ids are added to the parents of its stored request, and
     * it becomes QUEUED again when they have ended, whatever has become of them and whatever its {@code ParentPolicy} is.
     *
     * <p>They are enqueued as a {@linkplain EnqueueBatch#repeated repeated} batch, whatever capacity a queue has. Where an
     * earlier job with the same unique key stands for a child, the job waits for that one; never for itself. Where a child
     * could not be enqueued, or names the waiting job as a parent, none is stored and the job becomes FAILED, with that as
     * its error.
     *
     * @param children the others; at least one
     */
    record Waiting(List<StoredRequest> children) implements Outcome {

        /** Checks the number and makes the list immutable. */
        public Waiting {
            children = List.copyOf(children);
            if (children.isEmpty()) {
                throw new IllegalArgumentException("children is empty, allowed is at least one job to wait for");
            }
        }

        @Override
        public JobState state() {
            return JobState.WAITING;
        }
    }

    /**
     * The worker gives the job back, as at shutdown.
     *
     * @param reason why, for people
     * @param started whether the attempt had started; one that had not is not counted
     */
    record Released(String reason, boolean started) implements Outcome {
        @Override
        public JobState state() {
            return JobState.QUEUED;
        }
    }
}

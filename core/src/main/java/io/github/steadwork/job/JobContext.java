package io.github.steadwork.job;

import io.github.steadwork.codec.Payload;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * What a running job knows of itself, and how it talks to its surroundings. It belongs to one attempt; all threads of
 * that attempt may use it.
 */
public interface JobContext {

    /** The job's id, the same in every attempt. */
    JobId id();

    /** The name of its type. */
    String type();

    /** Which attempt this is, from 1. Retries, snoozes and recoveries after a crash all count. */
    int attempt();

    /**
     * The token of the lease that this attempt runs under: no other attempt of any job has the same, so another system that
     * stores it with what an attempt writes can tell the attempts apart. It is random, so of two tokens none is the later one. 0 in
     * a run without a queue.
     */
    long leaseToken();

    /** How long this attempt has run. */
    Duration ran();

    /** Headers that travel with the job. */
    Map<String, String> headers();

    /** A logger named after the job's type. */
    Logger logger();

    /**
     * Whether somebody wants this attempt to end: it was cancelled, it timed out, the engine shuts down, or the lease
     * is lost. A long loop asks now and then and returns early. What it returns then is still settled as a success if
     * it was only cancelled, and not settled at all if the lease is lost.
     */
    boolean isCancelled();

    /**
     * Ends the attempt at once if {@link #isCancelled}.
     *
     * @throws JobInterruptedException then
     */
    void checkCancelled();

    /** Where the job says how far it is. */
    ProgressMeter progress();

    /** Where the job says how much it reads and writes; ready-made data jobs do. */
    DataMeter data();

    /**
     * What an earlier attempt saved; empty if there is nothing.
     *
     * @throws io.github.steadwork.codec.PayloadException if it cannot be read as this class
     */
    <C> Optional<C> checkpoint(Class<C> type);

    /**
     * Saves how far the job is, in place of what was saved before. It is stored when this returns, under the lease: a
     * worker that has lost the job cannot overwrite its successor's checkpoint.
     *
     * @throws JobInterruptedException if the attempt should end: the lease is lost, or the job {@linkplain JobOptions#preemptible gives
     *     way} and goes on from this checkpoint later
     */
    void saveCheckpoint(Object checkpoint);

    /**
     * What an earlier job of this type kept under the key, as the point up to which it has read a source; empty if there is
     * nothing. Unlike a checkpoint it outlives the job. A run without a queue keeps it for its own attempts only.
     *
     * @param key any text of 1 to 400 characters
     * @throws io.github.steadwork.codec.PayloadException if it cannot be read as this class
     */
    <S> Optional<S> state(String key, Class<S> type);

    /**
     * Keeps a small value for later jobs of this type, in place of what was there under the key. It is stored when this
     * returns, and only if nobody else has changed it since this attempt first looked at the key.
     *
     * @throws io.github.steadwork.retry.TransientException if somebody has; another attempt reads the new value
     */
    void saveState(String key, Object state);

    /**
     * A value as a result of this job is stored; for who stores it in place of the worker, as in a transaction of the job's own.
     *
     * @throws io.github.steadwork.codec.PayloadException if it cannot be written
     */
    Payload encode(@Nullable Object result);

    /**
     * What the jobs that this one waited for gave back, in the order in which it named them; jobs without success or
     * without result are left out.
     *
     * @throws io.github.steadwork.codec.PayloadException if one cannot be read as this class
     */
    <T> List<T> outputs(Class<T> type);

    /** As {@link #outputs(Class)}, of the jobs of one type only. */
    <T extends @Nullable Object> List<T> outputs(JobType<?, T> type);

    /** To be thrown: ends this attempt and runs the job again after the delay. No retry is used. */
    default JobSignal snooze(Duration delay) {
        return new JobSignal.Snooze(delay);
    }

    /** To be thrown: ends the job as FAILED, with the reason, however many retries are left. It can be redriven. */
    default JobSignal discard(String reason) {
        return new JobSignal.Discard(reason);
    }

    /** To be thrown: ends the job as CANCELLED, with the reason. */
    default JobSignal cancel(String reason) {
        return new JobSignal.Cancel(reason);
    }

    /**
     * To be thrown: enqueues these jobs and runs this one again when all of them have ended, with its checkpoint and
     * their {@link #outputs}. No worker is occupied in between, and no retry is used. The children's own
     * {@link JobRequest#onParentFailure} says nothing about this job; whether they succeeded it sees itself. If there are none, it goes on at once.
     */
    default JobSignal waitFor(Collection<? extends JobRequest<?, ?>> children) {
        return new JobSignal.WaitFor(List.copyOf(children));
    }
}

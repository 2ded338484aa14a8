package io.github.steadwork.engine;

import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import java.util.Map;

/**
 * Stands beside what the engine's threads do for a job, for what belongs to a thread, as the current trace. It can add headers to
 * a job and nothing else: what becomes of it is decided without it. Called by many threads at a time; it must return at once.
 */
public interface JobInterceptor {

    /**
     * Headers that a job is to carry from here to its attempts, on the thread that enqueues it, just before it is stored. A header
     * that the request has itself is left as it is. What this throws, the enqueue throws.
     */
    default Map<String, String> headers(JobRequest<?, ?> request) {
        return Map.of();
    }

    /**
     * An attempt begins on this thread. What this throws is told as {@link io.github.steadwork.event.JobEvent.HookFailed}, and the
     * attempt goes on.
     *
     * @param job as it was claimed
     * @return what is told of its end
     */
    default Scope enter(JobRecord job) {
        return Scope.NONE;
    }

    /** One attempt on its thread. */
    @FunctionalInterface
    interface Scope {

        /** Wants to be told nothing. */
        Scope NONE = outcome -> {};

        /**
         * The attempt has ended, on the same thread. It is told before it is stored: a worker that has lost the job is told as well.
         * Throwing is as harmless as in {@link JobInterceptor#enter}.
         */
        void exit(Outcome outcome);
    }
}

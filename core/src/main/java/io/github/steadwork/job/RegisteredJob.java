package io.github.steadwork.job;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job as the engine sees it: the door to the protected methods of {@link BaseJob}. Obtained from a
 * {@link JobRegistry}; of no use to applications.
 */
public final class RegisteredJob<P, R extends @Nullable Object> {

    private static final Set<String> END_HOOKS = Set.of("onSuccess", "onFailure", "onRetry");

    private final BaseJob<P, R> job;
    private final boolean hasEndHooks;

    RegisteredJob(BaseJob<P, R> job) {
        this.job = job;
        this.hasEndHooks = overridesEndHook(job.getClass());
    }

    private static boolean overridesEndHook(Class<?> type) {
        for (Class<?> level = type; level != null && level != BaseJob.class; level = level.getSuperclass()) {
            if (Arrays.stream(level.getDeclaredMethods()).map(Method::getName).anyMatch(END_HOOKS::contains)) {
                return true;
            }
        }
        return false;
    }

    /** The constant that names the kind of job. */
    public JobType<P, R> type() {
        return job.type();
    }

    /** The class behind it, for messages. */
    public Class<?> jobClass() {
        return job.getClass();
    }

    /** Whether there is a hook to call at the end of an attempt. */
    public boolean hasEndHooks() {
        return hasEndHooks;
    }

    /** Does the work. */
    public @Nullable R execute(P params, JobContext context) throws Exception {
        return job.execute(params, context);
    }

    /** Calls the hook of the start. */
    public void onStart(P params, JobContext context) throws Exception {
        job.onStart(params, context);
    }

    /** Calls the hook of the success. */
    public void onSuccess(P params, @Nullable R result, JobContext context) throws Exception {
        job.onSuccess(params, result, context);
    }

    /** Calls the hook of the failure. */
    public void onFailure(P params, Throwable error, JobContext context) throws Exception {
        job.onFailure(params, error, context);
    }

    /** Calls the hook of a retry. */
    public void onRetry(P params, RetryNotice notice, JobContext context) throws Exception {
        job.onRetry(params, notice, context);
    }
}

package io.github.steadwork.job;

import org.jspecify.annotations.Nullable;

/** The work of a job that needs no class: {@code (params, context) -> result}. */
@FunctionalInterface
public interface JobFunction<P, R extends @Nullable Object> {

    /** Does the work; called by many threads at the same time. */
    @Nullable
    R execute(P params, JobContext context) throws Exception;
}

package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.JobRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** All interceptors of an engine: entered in their order, left in the opposite one, each guarded against what the others throw. */
final class Interceptors {

    private final List<JobInterceptor> all;
    private final JobListener listener;

    Interceptors(List<JobInterceptor> all, JobListener listener) {
        this.all = List.copyOf(all);
        this.listener = listener;
    }

    /** The request with the headers that it is to carry. */
    JobRequest<?, ?> carrying(JobRequest<?, ?> request) {
        JobRequest<?, ?> carrying = request;
        for (JobInterceptor interceptor : all) {
            for (Map.Entry<String, String> header : interceptor.headers(request).entrySet()) {
                if (!carrying.headers().containsKey(header.getKey())) {
                    carrying = carrying.header(header.getKey(), header.getValue());
                }
            }
        }
        return carrying;
    }

    JobInterceptor.Scope enter(JobRecord job) {
        Deque<JobInterceptor.Scope> entered = new ArrayDeque<>(all.size());
        for (JobInterceptor interceptor : all) {
            guarded(job, "enter", () -> {
                JobInterceptor.Scope scope = interceptor.enter(job);
                if (scope != JobInterceptor.Scope.NONE) {
                    entered.push(scope);
                }
            });
        }
        return entered.isEmpty()
                ? JobInterceptor.Scope.NONE
                : outcome -> entered.forEach(scope -> guarded(job, "exit", () -> scope.exit(outcome)));
    }

    private void guarded(JobRecord job, String what, Runnable call) {
        try {
            call.run();
        } catch (Throwable error) {
            listener.on(new JobEvent.HookFailed(job, what, error));
        }
    }
}

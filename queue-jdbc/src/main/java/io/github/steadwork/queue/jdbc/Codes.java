package io.github.steadwork.queue.jdbc;

import io.github.steadwork.job.JobState;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import java.util.List;

/** The numbers that stand for states, priorities and policies in the tables: fixed for ever, whatever their order in the code. */
final class Codes {

    private static final List<JobState> STATES = List.of(
            JobState.WAITING,
            JobState.QUEUED,
            JobState.RUNNING,
            JobState.SUCCEEDED,
            JobState.FAILED,
            JobState.CANCELLED);
    private static final List<Priority> PRIORITIES =
            List.of(Priority.URGENT, Priority.HIGH, Priority.NORMAL, Priority.LOW);
    private static final List<ParentPolicy> POLICIES =
            List.of(ParentPolicy.FAIL, ParentPolicy.CANCEL, ParentPolicy.RUN, ParentPolicy.RUN_IF_FAILED);

    private Codes() {}

    static int of(JobState state) {
        return STATES.indexOf(state);
    }

    static int of(Priority priority) {
        return PRIORITIES.indexOf(priority);
    }

    static int of(ParentPolicy policy) {
        return POLICIES.indexOf(policy);
    }

    static JobState state(int code) {
        return STATES.get(code);
    }

    static Priority priority(int code) {
        return PRIORITIES.get(code);
    }

    static ParentPolicy policy(int code) {
        return POLICIES.get(code);
    }
}

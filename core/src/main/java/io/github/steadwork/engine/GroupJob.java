package io.github.steadwork.engine;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.JobInspector;
import io.github.steadwork.queue.JobRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a batch or a workflow: a job of its own that runs when all members have ended, and succeeds if they have. What follows
 * depends on it. Every engine can run it.
 */
final class GroupJob extends BaseJob<GroupJob.Group, Void> {

    static final JobType<Group, Void> TYPE = JobType.of("steadwork.group", Group.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final JobInspector inspector;

    GroupJob(JobInspector inspector) {
        super(TYPE);
        this.inspector = inspector;
    }

    /**
     * What is stored of a group besides its members, which are the parents of this job.
     *
     * @param name for people
     * @param steps the graph; empty for a batch
     * @param callbacks the ids of the jobs that follow
     */
    record Group(String name, List<Step> steps, List<String> callbacks) {}

    /**
     * One step of a graph.
     *
     * @param name its name
     * @param job the id of its job
     * @param after the names of the steps before it
     */
    record Step(String name, String job, List<String> after) {}

    @Override
    protected @Nullable Void execute(Group group, JobContext context) {
        List<JobId> members = inspector
                .find(context.id())
                .map(JobRecord::request)
                .orElseThrow()
                .parents();
        Map<JobState, Long> states = GroupProgress.count(inspector, members);
        if (states.keySet().stream().anyMatch(state -> !state.isFinal())) {
            throw context.snooze(LOOK_AGAIN); // one was redriven meanwhile
        }
        long failed = states.getOrDefault(JobState.FAILED, 0L);
        long cancelled = states.getOrDefault(JobState.CANCELLED, 0L);
        if (failed + cancelled > 0) {
            throw context.discard("of " + members.size() + " jobs of '" + group.name() + "' " + failed + " failed and "
                    + cancelled + " were cancelled");
        }
        return null;
    }
}

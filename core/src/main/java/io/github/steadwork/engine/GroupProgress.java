package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.JobInspector;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How far a batch or a workflow is.
 *
 * @param total how many jobs it has
 * @param byState how many of them stand in which state; states without jobs are left out
 */
public record GroupProgress(int total, Map<JobState, Long> byState) {

    private static final int PORTION = 512;
    private static final List<JobState> LIKELIEST_FIRST = List.of(
            JobState.SUCCEEDED,
            JobState.QUEUED,
            JobState.RUNNING,
            JobState.FAILED,
            JobState.CANCELLED,
            JobState.WAITING);

    /** Makes the map immutable. */
    public GroupProgress {
        byState = Map.copyOf(byState);
    }

    /** How many jobs stand in this state. */
    public long count(JobState state) {
        return byState.getOrDefault(state, 0L);
    }

    /** How many have ended. */
    public long ended() {
        return byState.entrySet().stream()
                .filter(entry -> entry.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    static Map<JobState, Long> count(JobInspector inspector, List<JobId> ids) {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (int from = 0; from < ids.size(); from += PORTION) {
            List<JobId> some = ids.subList(from, Math.min(ids.size(), from + PORTION));
            long left = some.size();
            for (int i = 0; i < LIKELIEST_FIRST.size() && left > 0; i++) {
                JobState state = LIKELIEST_FIRST.get(i);
                long found = inspector.count(JobFilter.ids(some).states(state));
                if (found > 0) {
                    counts.merge(state, found, Long::sum);
                }
                left -= found;
            }
        }
        return counts;
    }
}

package io.github.steadwork.queue;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs are meant: those that meet every condition that is set. An empty set sets none.
 *
 * @param ids one of these
 * @param states in one of these states
 * @param types of one of these types
 * @param queues in one of these queues
 * @param tags with at least one of these tags
 * @param createdFrom enqueued at this instant or later
 * @param createdBefore enqueued before this instant
 * @param error with this text in its last error: in its type, its message or its stack; a database may take letters of either case for
 *     the same
 */
public record JobFilter(
        Set<JobId> ids,
        Set<JobState> states,
        Set<String> types,
        Set<String> queues,
        Set<String> tags,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore,
        Optional<String> error) {

    /** All jobs. */
    public static final JobFilter ALL = new JobFilter(
            Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Makes the sets immutable. */
    public JobFilter {
        ids = Set.copyOf(ids);
        states = Set.copyOf(states);
        types = Set.copyOf(types);
        queues = Set.copyOf(queues);
        tags = Set.copyOf(tags);
    }

    /** These jobs; none at all if the collection is empty. */
    public static JobFilter ids(Collection<JobId> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("ids is empty, which would mean all jobs; name at least one");
        }
        return new JobFilter(
                Set.copyOf(ids),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** This job. */
    public static JobFilter id(JobId id) {
        return ids(Set.of(id));
    }

    /** Only in one of these states. */
    public JobFilter states(JobState... states) {
        return new JobFilter(
                ids, Set.copyOf(Arrays.asList(states)), types, queues, tags, createdFrom, createdBefore, error);
    }

    /** Only of one of these types. */
    public JobFilter types(String... types) {
        return new JobFilter(ids, states, Set.of(types), queues, tags, createdFrom, createdBefore, error);
    }

    /** Only in one of these queues. */
    public JobFilter queues(String... queues) {
        return new JobFilter(ids, states, types, Set.of(queues), tags, createdFrom, createdBefore, error);
    }

    /** Only with at least one of these tags. */
    public JobFilter tags(String... tags) {
        return new JobFilter(ids, states, types, queues, Set.of(tags), createdFrom, createdBefore, error);
    }

    /** Only enqueued from this instant on, and before that one. */
    public JobFilter created(Instant from, Instant before) {
        return new JobFilter(ids, states, types, queues, tags, Optional.of(from), Optional.of(before), error);
    }

    /** Only with this text in its last error. */
    public JobFilter error(String text) {
        return new JobFilter(ids, states, types, queues, tags, createdFrom, createdBefore, Optional.of(text));
    }

    /** Whether a job is meant. */
    public boolean matches(JobRecord job) {
        return matches(job.request(), job.state(), job.createdAt(), job.error());
    }

    /** Whether a job of this request, in this state, enqueued at this instant, with this last error, is meant. */
    public boolean matches(StoredRequest request, JobState state, Instant createdAt, Optional<ErrorInfo> last) {
        return (ids.isEmpty() || ids.contains(request.id()))
                && (states.isEmpty() || states.contains(state))
                && (types.isEmpty() || types.contains(request.type()))
                && (queues.isEmpty() || queues.contains(request.queue()))
                && (tags.isEmpty() || request.tags().stream().anyMatch(tags::contains))
                && (createdFrom.isEmpty() || !createdAt.isBefore(createdFrom.get()))
                && (createdBefore.isEmpty() || createdAt.isBefore(createdBefore.get()))
                && (error.isEmpty()
                        || last.filter(known -> has(known, error.get())).isPresent());
    }

    private static boolean has(ErrorInfo error, String text) {
        return error.type().contains(text)
                || error.message().contains(text)
                || error.stack().contains(text);
    }
}

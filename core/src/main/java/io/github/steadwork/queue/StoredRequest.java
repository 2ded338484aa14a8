package io.github.steadwork.queue;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.UniqueRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A request as it is stored: payload encoded, all options resolved. What an enqueue writes and never changes of itself.
 *
 * @param id made by the caller
 * @param type the stable name of the job type
 * @param queue the queue it waits in
 * @param priority which of the due jobs go first
 * @param payload what the job is given
 * @param due when it may run
 * @param maxRetries how many retries there are; 0 or more
 * @param timeout how long one attempt may take; empty for as long as it likes
 * @param unique the rule of uniqueness, if any
 * @param parents the jobs that it waits for, without repeats
 * @param onParentFailure what becomes of it when one of those does not succeed
 * @param tags words to find it by
 * @param headers what travels with it
 * @param flow what it asks of the flow
 */
public record StoredRequest(
        JobId id,
        String type,
        String queue,
        Priority priority,
        Payload payload,
        Due due,
        int maxRetries,
        Optional<Duration> timeout,
        Optional<UniqueRule> unique,
        List<JobId> parents,
        ParentPolicy onParentFailure,
        Set<String> tags,
        Map<String, String> headers,
        Flow flow) {

    /**
     * When a job may run: at an instant, or so long after the backend has stored it.
     *
     * @param at the instant; empty where the delay counts
     * @param delay the delay; zero where the instant counts
     */
    public record Due(Optional<Instant> at, Duration delay) {

        /** At once. */
        public static final Due NOW = new Due(Optional.empty(), Duration.ZERO);

        /** The instant that this means if it is stored now. */
        public Instant from(Instant now) {
            return at.orElseGet(() -> now.plus(delay));
        }
    }

    /** Checks the fields and makes the collections immutable. */
    public StoredRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(due, "due");
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is " + maxRetries + ", allowed is 0 or more");
        }
        parents = List.copyOf(parents);
        tags = Set.copyOf(tags);
        headers = Map.copyOf(headers);
        Objects.requireNonNull(flow, "flow");
    }

    /** A request that asks nothing of the flow. */
    public StoredRequest(
            JobId id,
            String type,
            String queue,
            Priority priority,
            Payload payload,
            Due due,
            int maxRetries,
            Optional<Duration> timeout,
            Optional<UniqueRule> unique,
            List<JobId> parents,
            ParentPolicy onParentFailure,
            Set<String> tags,
            Map<String, String> headers) {
        this(
                id,
                type,
                queue,
                priority,
                payload,
                due,
                maxRetries,
                timeout,
                unique,
                parents,
                onParentFailure,
                tags,
                headers,
                Flow.NONE);
    }

    /** The same request, asking this of the flow. */
    public StoredRequest flow(Flow flow) {
        return with(copy -> copy.flow = flow);
    }

    /** The same request in another queue, at another priority and time, with other tags. */
    public StoredRequest changed(String queue, Priority priority, Due due, Set<String> tags) {
        return with(copy -> {
            copy.queue = queue;
            copy.priority = priority;
            copy.due = due;
            copy.tags = tags;
        });
    }

    /** The same request with payload, due time and priority of a newer one, as {@code OnConflict.REPLACE} wants it. */
    public StoredRequest replacedBy(StoredRequest newer) {
        return with(copy -> {
            copy.priority = newer.priority;
            copy.payload = newer.payload;
            copy.due = newer.due;
        });
    }

    /** The same request with these parents. */
    public StoredRequest parents(List<JobId> parents) {
        return with(copy -> copy.parents = parents);
    }

    private StoredRequest with(Consumer<Copy> change) {
        Copy copy = new Copy();
        change.accept(copy);
        return new StoredRequest(
                id,
                type,
                copy.queue,
                copy.priority,
                copy.payload,
                copy.due,
                maxRetries,
                timeout,
                unique,
                copy.parents,
                onParentFailure,
                copy.tags,
                headers,
                copy.flow);
    }

    /** What a copy may change. */
    private final class Copy {
        private String queue = StoredRequest.this.queue;
        private Priority priority = StoredRequest.this.priority;
        private Payload payload = StoredRequest.this.payload;
        private Due due = StoredRequest.this.due;
        private List<JobId> parents = StoredRequest.this.parents;
        private Set<String> tags = StoredRequest.this.tags;
        private Flow flow = StoredRequest.this.flow;
    }

    /** A simple request, for tests and tools: due now, without retries. */
    public static StoredRequest simple(JobId id, String type, String queue, Payload payload) {
        return new StoredRequest(
                id,
                type,
                queue,
                Priority.NORMAL,
                payload,
                Due.NOW,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ParentPolicy.FAIL,
                Set.of(),
                Map.of());
    }
}

package io.github.steadwork.testkit;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.Limit;
import io.github.steadwork.job.ParentPolicy;
import io.github.steadwork.job.Priority;
import io.github.steadwork.job.UniqueRule;
import io.github.steadwork.queue.Flow;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.StoredRequest.Due;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A request in the making, for tests: each method gives a new draft with the same id. */
record Draft(
        JobId id,
        String type,
        String queue,
        Priority priority,
        String payload,
        Due due,
        Optional<UniqueRule> unique,
        List<JobId> parents,
        ParentPolicy policy,
        Set<String> tags,
        Flow flow) {

    static final String TYPE = "work";
    static final String QUEUE = "main";

    /** A new job with a new id: due now, of the usual type, in the usual queue. */
    static Draft job() {
        return new Draft(
                JobId.create(),
                TYPE,
                QUEUE,
                Priority.NORMAL,
                "payload",
                Due.NOW,
                Optional.empty(),
                List.of(),
                ParentPolicy.FAIL,
                Set.of(),
                Flow.NONE);
    }

    /** The same but for its id. */
    Draft fresh() {
        return new Draft(JobId.create(), type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft type(String type) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft queue(String queue) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft priority(Priority priority) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft payload(String payload) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft delay(Duration delay) {
        Due due = new Due(Optional.empty(), delay);
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft at(Instant instant) {
        Due due = new Due(Optional.of(instant), Duration.ZERO);
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft unique(UniqueRule rule) {
        return new Draft(id, type, queue, priority, payload, due, Optional.of(rule), parents, policy, tags, flow);
    }

    Draft after(JobId... parents) {
        return new Draft(id, type, queue, priority, payload, due, unique, List.of(parents), policy, tags, flow);
    }

    Draft policy(ParentPolicy policy) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, flow);
    }

    Draft tags(String... tags) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, Set.of(tags), flow);
    }

    StoredRequest request() {
        return new StoredRequest(
                id,
                type,
                queue,
                priority,
                payloadOf(payload),
                due,
                3,
                Optional.of(Duration.ofMinutes(10)),
                unique,
                parents,
                policy,
                tags,
                Map.of("origin", "contract"),
                flow);
    }

    Draft limit(Limit... limits) {
        return flow(flow.limits(List.of(limits)));
    }

    Draft fairBy(String key) {
        return flow(flow.fairKey(key));
    }

    Draft requires(String... capabilities) {
        return flow(flow.requires(Set.of(capabilities)));
    }

    Draft breaker(String key) {
        return flow(flow.breaker(key));
    }

    Draft startWithin(Duration bound) {
        return flow(flow.startBy(new Due(Optional.empty(), bound)));
    }

    private Draft flow(Flow changed) {
        return new Draft(id, type, queue, priority, payload, due, unique, parents, policy, tags, changed);
    }

    static Payload payloadOf(String text) {
        return Payload.of(text.getBytes(StandardCharsets.UTF_8), "text", 1);
    }
}

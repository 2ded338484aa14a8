package io.github.steadwork.tracing;

import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.JobRecord;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanBuilder;

/** What a span says of its job: the names of OpenTelemetry's semantic conventions for messaging, and what only jobs have. */
record JobAttributes(Attributes all) {

    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("steadwork.job.outcome");

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> QUEUE = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> ID = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("steadwork.job.type");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("steadwork.job.attempt");

    static JobAttributes of(JobRequest<?, ?> request) {
        AttributesBuilder all =
                common("create", request.id().toString(), request.type().name());
        request.queue().ifPresent(queue -> all.put(QUEUE, queue));
        return new JobAttributes(all.build());
    }

    static JobAttributes of(JobRecord job) {
        return new JobAttributes(
                common("process", job.id().toString(), job.request().type())
                        .put(QUEUE, job.request().queue())
                        .put(ATTEMPT, (long) job.counters().attempt())
                        .build());
    }

    private static AttributesBuilder common(String operation, String id, String type) {
        return Attributes.builder()
                .put(SYSTEM, "steadwork")
                .put(OPERATION, operation)
                .put(ID, id)
                .put(TYPE, type);
    }

    SpanBuilder on(SpanBuilder span) {
        return span.setAllAttributes(all);
    }
}

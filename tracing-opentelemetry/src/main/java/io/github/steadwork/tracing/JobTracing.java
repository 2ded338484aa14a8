package io.github.steadwork.tracing;

import io.github.steadwork.engine.EngineExtension;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.engine.JobInterceptor;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.JobRecord;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Traces jobs by OpenTelemetry: from whoever enqueues a job to each of its attempts, whichever process runs it and however much later.
 *
 * <pre>{@code
 * JobEngine engine = JobEngine.builder().queue(backend).with(JobTracing.of(GlobalOpenTelemetry.get())).start();
 * }</pre>
 *
 * <p>An enqueue is a span {@code enqueue TYPE} of kind PRODUCER, which ends at once; its context travels in the headers of the job, as the
 * propagators of the {@link OpenTelemetry} write it ({@code traceparent}, and {@code tracestate} and {@code baggage} where there are any). An attempt
 * is a span {@code process TYPE} of kind CONSUMER, current while the job's code runs, so that what the job does and the jobs that it
 * enqueues or waits for belong to it. Its parent is the enqueue; or it begins a trace of its own with a link to the enqueue, see
 * {@link #withTracePerAttempt}. An attempt that fails has the status ERROR and the exception as an event.
 *
 * <p>Attributes: {@code messaging.system} ({@code steadwork}), {@code messaging.destination.name} (the queue), {@code
 * messaging.operation.type}, {@code messaging.message.id} (the job's id), {@code steadwork.job.type}, {@code steadwork.job.attempt} and
 * {@code steadwork.job.outcome}, which is what was decided, not yet stored. Hooks of the end run outside of the span.
 *
 * <p>Needs the API only; without an SDK it does nothing. Immutable; one may serve several engines.
 */
public final class JobTracing implements EngineExtension, JobInterceptor {

    private static final String INSTRUMENTATION = "io.github.steadwork";

    /** A value that is longer is not stored with each job. */
    private static final int LONGEST_HEADER = 1_024;

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final boolean tracePerAttempt;

    private JobTracing(Tracer tracer, TextMapPropagator propagator, boolean tracePerAttempt) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.tracePerAttempt = tracePerAttempt;
    }

    /** Tracing by this OpenTelemetry; attempts are children of the enqueue. */
    public static JobTracing of(OpenTelemetry openTelemetry) {
        Objects.requireNonNull(openTelemetry, "openTelemetry");
        return new JobTracing(
                openTelemetry.getTracer(INSTRUMENTATION),
                openTelemetry.getPropagators().getTextMapPropagator(),
                false);
    }

    /** The same, with a trace for each attempt that is linked to the enqueue: for jobs that run hours later, or many thousands of one enqueue. */
    public JobTracing withTracePerAttempt() {
        return new JobTracing(tracer, propagator, true);
    }

    @Override
    public void addTo(JobEngine.Builder builder) {
        builder.interceptor(this);
    }

    @Override
    public Map<String, String> headers(JobRequest<?, ?> request) {
        Span enqueue = JobAttributes.of(request)
                .on(tracer.spanBuilder("enqueue " + request.type().name()))
                .setSpanKind(SpanKind.PRODUCER)
                .startSpan();
        Map<String, String> headers = new HashMap<>();
        propagator.inject(Context.current().with(enqueue), headers, (carrier, name, value) -> {
            if (carrier != null && value.length() <= LONGEST_HEADER) {
                carrier.put(name, value);
            }
        });
        enqueue.end();
        return headers;
    }

    @Override
    public Scope enter(JobRecord job) {
        Context enqueued = propagator.extract(Context.root(), job.request().headers(), HeaderGetter.INSTANCE);
        SpanBuilder builder = JobAttributes.of(job)
                .on(tracer.spanBuilder("process " + job.request().type()))
                .setSpanKind(SpanKind.CONSUMER);
        if (tracePerAttempt) {
            builder.setNoParent().addLink(Span.fromContext(enqueued).getSpanContext());
        } else {
            builder.setParent(enqueued);
        }
        return new AttemptSpan(builder.startSpan(), enqueued);
    }
}

package io.github.steadwork.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobFunction;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.job.JobType;
import io.github.steadwork.queue.jdbc.JdbcJobQueue;
import io.github.steadwork.retry.TransientException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one database: one that enqueues, one that runs, each with a telemetry of its own. */
@SuppressWarnings("try") // scopes are there to be closed
final class JobTracingTest {

    private static final JobType<String, String> SEND = JobType.of("send", String.class, String.class);
    private static final JobType<String, Void> PARENT = JobType.of("parent", String.class);

    private final Telemetry web = new Telemetry();
    private final Telemetry worker = new Telemetry();
    private final List<Span> current = new ArrayList<>();
    private JdbcJobQueue backend;

    /** What one process exports. */
    private static final class Telemetry {
        final InMemorySpanExporter exporter = InMemorySpanExporter.create();
        final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                        W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
                .build();

        SpanData span(String name) {
            return spans(name).get(0);
        }

        List<SpanData> spans(String name) {
            return exporter.getFinishedSpanItems().stream()
                    .filter(span -> span.getName().equals(name))
                    .toList();
        }
    }

    @BeforeEach
    void open() {
        backend = JdbcJobQueue.open("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    @AfterEach
    void close() {
        backend.close();
        web.sdk.close();
        worker.sdk.close();
    }

    private JobId enqueue(JobTracing tracing, JobRequest<?, ?> request) {
        try (JobEngine engine = JobEngine.builder()
                .config(JobConfig.builder().set(JobSetting.WORKERS, "0").build())
                .queue(backend)
                .runElsewhere(SEND, PARENT)
                .with(tracing)
                .build()) {
            return engine.jobs().enqueue(request).id();
        }
    }

    private void run(JobTracing tracing, JobFunction<String, String> work) {
        try (JobEngine engine = JobEngine.builder()
                .queue(backend)
                .register(SEND, (text, context) -> {
                    current.add(Span.current());
                    return work.execute(text, context);
                })
                .register(PARENT, (text, context) -> waitOnce(context))
                .with(tracing)
                .build()) {
            engine.runDue();
        }
    }

    private static Void waitOnce(JobContext context) {
        if (context.outputs(SEND).isEmpty()) {
            throw context.waitFor(List.of(JobRequest.of(SEND, "child")));
        }
        return null;
    }

    @Test
    void aTraceGoesFromTheCallerThroughTheDatabaseIntoTheAttemptAndWhatItDoes() {
        Span request = web.sdk.getTracer("web").spanBuilder("POST /invoices").startSpan();
        JobId id;
        try (Scope scope = request.makeCurrent()) {
            id = enqueue(JobTracing.of(web.sdk), JobRequest.of(SEND, "text").queue("default"));
        }
        request.end();
        run(JobTracing.of(worker.sdk), (text, context) -> {
            worker.sdk.getTracer("job").spanBuilder("SELECT").startSpan().end();
            return "done";
        });

        SpanData enqueue = web.span("enqueue send");
        SpanData process = worker.span("process send");
        assertThat(enqueue.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        assertThat(enqueue.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(process.getParentSpanId()).isEqualTo(enqueue.getSpanId());
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(worker.span("SELECT").getParentSpanId()).isEqualTo(process.getSpanId());
        assertThat(process.getTraceId()).isEqualTo(request.getSpanContext().getTraceId());
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attribute(process, "messaging.system")).isEqualTo("steadwork");
        assertThat(attribute(process, "messaging.destination.name")).isEqualTo("default");
        assertThat(attribute(process, "messaging.operation.type")).isEqualTo("process");
        assertThat(attribute(process, "messaging.message.id")).isEqualTo(id.toString());
        assertThat(attribute(process, "steadwork.job.type")).isEqualTo("send");
        assertThat(attribute(process, "steadwork.job.outcome")).isEqualTo("succeeded");
        assertThat(process.getAttributes().get(AttributeKey.longKey("steadwork.job.attempt")))
                .isEqualTo(1);
        assertThat(Span.current().getSpanContext()).isEqualTo(SpanContext.getInvalid());
    }

    private static String attribute(SpanData span, String name) {
        return span.getAttributes().get(AttributeKey.stringKey(name));
    }

    @Test
    void eachAttemptIsASpanAndAFailedOneSaysWhy() {
        enqueue(JobTracing.of(web.sdk), JobRequest.of(SEND, "text").maxRetries(0));
        run(JobTracing.of(worker.sdk), (text, context) -> {
            throw new TransientException("the mail server is down");
        });

        SpanData process = worker.span("process send");
        assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(process.getStatus().getDescription()).isEqualTo("the mail server is down");
        assertThat(attribute(process, "steadwork.job.outcome")).isEqualTo("failed");
        assertThat(process.getEvents()).hasSize(1);
        assertThat(process.getEvents().get(0).getName()).isEqualTo("exception");
        assertThat(process.getEvents().get(0).getAttributes().get(AttributeKey.stringKey("exception.stacktrace")))
                .contains("TransientException: the mail server is down");
    }

    @Test
    void childrenBelongToTheAttemptThatAskedForThem() {
        enqueue(JobTracing.of(web.sdk), JobRequest.of(PARENT, "text"));
        run(JobTracing.of(worker.sdk), (text, context) -> "done");

        SpanData first = worker.spans("process parent").get(0);
        assertThat(worker.span("enqueue send").getParentSpanId()).isEqualTo(first.getSpanId());
        assertThat(worker.span("process send").getParentSpanId())
                .isEqualTo(worker.span("enqueue send").getSpanId());
        assertThat(attribute(first, "steadwork.job.outcome")).isEqualTo("waiting");
        assertThat(worker.exporter.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(web.span("enqueue parent").getTraceId());
    }

    @Test
    void anAttemptMayBeginATraceOfItsOwnThatIsLinked() {
        enqueue(JobTracing.of(web.sdk), JobRequest.of(SEND, "text"));
        run(JobTracing.of(worker.sdk).withTracePerAttempt(), (text, context) -> "done");

        SpanData enqueue = web.span("enqueue send");
        SpanData process = worker.span("process send");
        assertThat(process.getTraceId()).isNotEqualTo(enqueue.getTraceId());
        assertThat(process.getParentSpanContext().isValid()).isFalse();
        assertThat(process.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(enqueue.getSpanId());
    }

    @Test
    void baggageTravelsTooUnlessItIsTooMuchForEachJob() {
        List<String> seen = new ArrayList<>();
        for (String tenant : List.of("acme", "x".repeat(2_000))) {
            try (Scope scope = Baggage.builder()
                    .put("tenant", tenant)
                    .build()
                    .storeInContext(Context.current())
                    .makeCurrent()) {
                enqueue(JobTracing.of(web.sdk), JobRequest.of(SEND, "text"));
            }
        }
        run(JobTracing.of(worker.sdk), (text, context) -> {
            seen.add(String.valueOf(Baggage.current().getEntryValue("tenant")));
            return "done";
        });

        assertThat(seen).containsExactlyInAnyOrder("acme", "null");
    }

    @Test
    void withoutAnSdkNothingIsDoneAndNothingStored() {
        JobId id = enqueue(JobTracing.of(OpenTelemetry.noop()), JobRequest.of(SEND, "text"));

        assertThat(backend.inspector().find(id).orElseThrow().request().headers())
                .isEmpty();
        run(JobTracing.of(OpenTelemetry.noop()), (text, context) -> "done");
        assertThat(current).hasSize(1).allMatch(span -> !span.getSpanContext().isValid());
    }
}

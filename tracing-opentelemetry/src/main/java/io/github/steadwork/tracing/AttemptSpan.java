package io.github.steadwork.tracing;

import io.github.steadwork.engine.JobInterceptor;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Locale;

/** The span of an attempt, current on its thread until the attempt has ended. */
final class AttemptSpan implements JobInterceptor.Scope {

    private final Span span;
    private final Scope current;

    @SuppressWarnings("MustBeClosedChecker") // closed by exit, which the engine calls on the same thread
    AttemptSpan(Span span, Context enqueued) {
        this.span = span;
        this.current = enqueued.with(span).makeCurrent();
    }

    @Override
    public void exit(Outcome outcome) {
        current.close();
        span.setAttribute(
                JobAttributes.OUTCOME, outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (outcome instanceof Outcome.Failed failed) {
            fail(failed.error());
        } else if (outcome instanceof Outcome.Retry retry) {
            fail(retry.error());
        }
        span.end();
    }

    /** As {@code Span.recordException} does, for an error that is a value already. */
    private void fail(ErrorInfo error) {
        span.setStatus(StatusCode.ERROR, error.message());
        span.addEvent(
                "exception",
                Attributes.of(
                        AttributeKey.stringKey("exception.type"), error.type(),
                        AttributeKey.stringKey("exception.message"), error.message(),
                        AttributeKey.stringKey("exception.stacktrace"), error.stack()));
    }
}

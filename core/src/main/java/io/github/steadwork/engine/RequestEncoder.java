package io.github.steadwork.engine;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.codec.PayloadCodec;
import io.github.steadwork.codec.PayloadException;
import io.github.steadwork.job.JobRegistry;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.Flow;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what users give into what is stored: payload encoded, defaults filled in, refused if it cannot be run. */
final class RequestEncoder {

    private final PayloadCodec codec;
    private final String defaultQueue;
    private final int maxPayloadBytes;
    private final JobRegistry registry;
    private final Set<String> runElsewhere;
    private final int standardRetries;
    private final Interceptors interceptors;

    RequestEncoder(JobEngine.Builder parts, JobRegistry registry, Interceptors interceptors) {
        this.codec = parts.codec;
        this.defaultQueue = parts.config.defaultQueue();
        this.maxPayloadBytes = parts.config.maxPayloadBytes();
        this.registry = registry;
        this.runElsewhere = Set.copyOf(parts.runElsewhere);
        this.standardRetries = parts.config.retry().maxRetries();
        this.interceptors = interceptors;
    }

    /** As {@link #encode}, with what the job is to carry from this thread. */
    StoredRequest encodeHere(JobRequest<?, ?> request) {
        return encode(interceptors.carrying(request));
    }

    /**
     * The request as it is stored.
     *
     * @throws IllegalArgumentException if nobody is known to run its type
     * @throws PayloadException if the payload cannot be written, or is too large
     */
    StoredRequest encode(JobRequest<?, ?> request) {
        String type = request.type().name();
        requireKnown(type);
        return new StoredRequest(
                request.id(),
                type,
                request.queue().orElse(defaultQueue),
                request.priority(),
                payload(request),
                request.runAt().isEmpty() && request.delay().isZero()
                        ? StoredRequest.Due.NOW
                        : new StoredRequest.Due(request.runAt(), request.delay()),
                request.maxRetries().orElseGet(() -> retries(request)),
                request.timeout(),
                request.unique(),
                request.parents(),
                request.onParentFailure(),
                request.tags(),
                request.headers(),
                flow(request));
    }

    private static <P> Flow flow(JobRequest<P, ?> request) {
        Optional<String> breaker = request.type().breakerKey(request.payload());
        boolean asks = !request.limits().isEmpty()
                || request.fairKey().isPresent()
                || request.startBy().isPresent()
                || request.startWithin().isPresent()
                || !request.requires().isEmpty()
                || breaker.isPresent();
        if (!asks) {
            return Flow.NONE;
        }
        Optional<StoredRequest.Due> deadline = request.startBy()
                .map(at -> new StoredRequest.Due(Optional.of(at), Duration.ZERO))
                .or(() -> request.startWithin().map(bound -> new StoredRequest.Due(Optional.empty(), bound)));
        return new Flow(request.limits(), request.fairKey(), deadline, request.requires(), breaker);
    }

    private void requireKnown(String type) {
        if (registry.find(type).isEmpty() && !runElsewhere.contains(type)) {
            String near = registry.nearest(type)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
            throw new IllegalArgumentException("job type '" + type + "' is not registered with this engine" + near
                    + " Register the job, or name the type with runElsewhere(...) if another process runs it.");
        }
    }

    private int retries(JobRequest<?, ?> request) {
        return request.type().options().retry().map(RetryPolicy::maxRetries).orElse(standardRetries);
    }

    private Payload payload(JobRequest<?, ?> request) {
        Payload payload = codec.encode(request.payload(), request.type().version());
        if (payload.size() > maxPayloadBytes) {
            throw new PayloadException("the payload of " + request.type() + " has " + payload.size()
                    + " bytes, allowed are " + maxPayloadBytes
                    + " (JOB_MAX_PAYLOAD_BYTES); store the data elsewhere and enqueue a reference to it");
        }
        return payload;
    }

    /**
     * A result as it is stored.
     *
     * @throws PayloadException if it cannot be written, or is too large
     */
    Payload encodeResult(String type, @Nullable Object result) {
        Payload encoded = codec.encode(result, 1);
        if (encoded.size() > maxPayloadBytes) {
            throw new PayloadException("the result of " + type + " has " + encoded.size() + " bytes, allowed are "
                    + maxPayloadBytes
                    + " (JOB_MAX_PAYLOAD_BYTES); store the data elsewhere and return a reference to it");
        }
        return encoded;
    }
}

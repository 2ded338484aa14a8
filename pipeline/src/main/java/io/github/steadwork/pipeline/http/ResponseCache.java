package io.github.steadwork.pipeline.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Good answers to GETs, in memory: for a while they stand for the server, later on for asking it whether they still hold, or for when it
 * has none. What one set of credentials was told is told to no other.
 */
final class ResponseCache {

    private static final int OVERHEAD = 500;

    private final InstantSource clock;
    private final Duration fresh;
    private final Cache<Key, Entry> entries;

    private record Key(URI uri, Map<String, String> headers, Optional<String> credentials) {}

    private record Entry(HttpReply reply, Instant since) {}

    /**
     * A cache.
     *
     * @param maxBytes how much it holds; 0 for nothing
     * @param fresh how long an answer is taken without asking
     * @param keep how long it is kept
     */
    ResponseCache(long maxBytes, Duration fresh, Duration keep, InstantSource clock) {
        this.clock = clock;
        this.fresh = fresh;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<Key, Entry>weigher((key, entry) -> entry.reply().body().length + OVERHEAD)
                .expireAfterWrite(keep)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** An answer that is young enough. */
    Optional<HttpReply> fresh(HttpCall call) {
        Entry entry = entry(call);
        return entry == null || !clock.instant().isBefore(entry.since().plus(fresh))
                ? Optional.empty()
                : Optional.of(entry.reply().as(HttpReply.Origin.CACHE));
    }

    /** The last good answer, however old. */
    Optional<HttpReply> last(HttpCall call) {
        Entry entry = entry(call);
        return entry == null ? Optional.empty() : Optional.of(entry.reply());
    }

    /** The headers that ask whether the last good answer still holds. */
    Map<String, String> conditions(HttpCall call) {
        Map<String, String> conditions = new TreeMap<>();
        last(call).ifPresent(reply -> {
            reply.header("etag").ifPresent(tag -> conditions.put("If-None-Match", tag));
            reply.header("last-modified").ifPresent(time -> conditions.put("If-Modified-Since", time));
        });
        return conditions;
    }

    void keep(HttpCall call, HttpReply reply) {
        boolean mayBe = reply.header("cache-control")
                .filter(text -> text.contains("no-store"))
                .isEmpty();
        boolean isOfUse = call.fallback()
                || !fresh.isZero()
                || reply.header("etag").isPresent()
                || reply.header("last-modified").isPresent();
        if (call.method().equals("GET") && mayBe && isOfUse) {
            entries.put(key(call), new Entry(reply, clock.instant()));
        }
    }

    void forget(HttpCall call) {
        entries.invalidate(key(call));
    }

    private @Nullable Entry entry(HttpCall call) {
        return call.method().equals("GET") ? entries.getIfPresent(key(call)) : null;
    }

    private static Key key(HttpCall call) {
        return new Key(call.uri(), call.headers(), call.credentials());
    }
}

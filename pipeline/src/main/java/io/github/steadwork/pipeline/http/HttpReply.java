package io.github.steadwork.pipeline.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A good answer.
 *
 * @param uri where it comes from in the end, behind redirects
 * @param status 200 to 299
 * @param headers by their names in lower case
 * @param body unpacked; not to be changed
 * @param origin how it was got
 */
@SuppressWarnings("ArrayRecordComponent") // a page of an API is not copied
public record HttpReply(URI uri, int status, Map<String, List<String>> headers, byte[] body, Origin origin) {

    /** How an answer was got. */
    public enum Origin {
        /** Sent by the server. */
        SERVER,
        /** Known, and said by the server to be the newest. */
        CONFIRMED,
        /** Known, and young enough not to ask. */
        CACHE,
        /** Known from before, and taken since the server gives no answer. */
        LAST_GOOD
    }

    /** Copies the headers. */
    public HttpReply {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(copy);
    }

    /** The first value of a header, whatever its case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    HttpReply as(Origin other) {
        return new HttpReply(uri, status, headers, body, other);
    }

    /** Tells no content. */
    @Override
    public String toString() {
        return status + " from " + HttpCall.shown(uri) + ", " + body.length + " bytes, " + origin;
    }
}

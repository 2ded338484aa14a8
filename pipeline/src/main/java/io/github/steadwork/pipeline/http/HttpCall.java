package io.github.steadwork.pipeline.http;

import io.github.steadwork.pipeline.row.DataException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One call. It holds no secret: credentials are named, and {@link HttpAccess} knows them.
 *
 * @param method GET or POST
 * @param uri http or https, with a host, without a user
 * @param headers beside those of the credentials
 * @param body JSON, of a POST
 * @param credentials the name under which {@link HttpAccess} knows them; empty for none
 * @param timeout how long one try may take, its body included
 * @param maxBytes how many bytes an answer may have, unpacked; it is held in memory
 * @param fallback whether the last good answer to the same call will do if there is no other; that is a GET's
 */
public record HttpCall(
        String method,
        URI uri,
        Map<String, String> headers,
        Optional<String> body,
        Optional<String> credentials,
        Duration timeout,
        int maxBytes,
        boolean fallback) {

    /** How long a try may take unless said. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How many bytes an answer may have unless said: 32 MiB. */
    public static final int MAX_BYTES = 32 << 20;

    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "host", "content-length", "connection");

    /**
     * Refuses what is not allowed.
     *
     * @throws DataException if the address is none, or a header is one that only credentials or the client may set
     */
    public HttpCall {
        if (!method.equals("GET") && !method.equals("POST")) {
            throw new DataException("the method is '" + method + "', allowed are GET and POST");
        }
        if (body.isPresent() && !method.equals("POST")) {
            throw new DataException("a GET has no body; make it a POST");
        }
        for (String name : headers.keySet()) {
            if (SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                throw new DataException(
                        "the header '" + name + "' cannot be given here; name credentials that the application knows");
            }
        }
        if (timeout.isNegative() || timeout.isZero() || maxBytes < 1) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + " and maxBytes is " + maxBytes + ", allowed is more than zero");
        }
        checkAddress(uri);
        Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        headers = Collections.unmodifiableMap(sorted);
    }

    /** A GET of this address. */
    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Map.of(), Optional.empty(), Optional.empty(), TIMEOUT, MAX_BYTES, false);
    }

    /** A POST of this JSON. */
    public static HttpCall post(URI uri, String json) {
        return new HttpCall("POST", uri, Map.of(), Optional.of(json), Optional.empty(), TIMEOUT, MAX_BYTES, false);
    }

    /**
     * The address that a text is.
     *
     * @throws DataException if it is none
     */
    public static URI address(String text) {
        try {
            URI uri = new URI(text);
            checkAddress(uri);
            return uri;
        } catch (URISyntaxException e) {
            throw new DataException("this is no address of the web: " + shown(text) + ": " + e.getReason());
        }
    }

    private static void checkAddress(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new DataException("the address " + shown(uri) + " is neither http nor https");
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw new DataException("the address " + shown(uri) + " has no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new DataException("the address of " + uri.getHost()
                    + " has a user in it; name credentials that the application knows");
        }
    }

    /** The same with this header too. */
    public HttpCall with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, uri, more, body, credentials, timeout, maxBytes, fallback);
    }

    /** The same with these credentials. */
    public HttpCall as(String credentialsName) {
        return new HttpCall(method, uri, headers, body, Optional.of(credentialsName), timeout, maxBytes, fallback);
    }

    /** The same, which may take so long and give so much. */
    public HttpCall within(Duration time, int bytes) {
        return new HttpCall(method, uri, headers, body, credentials, time, bytes, fallback);
    }

    /** The same, for which the last good answer will do if there is no other. */
    public HttpCall orLastGood() {
        return new HttpCall(method, uri, headers, body, credentials, timeout, maxBytes, true);
    }

    /** An address as it may be shown: its query may hold a key. */
    static String shown(URI uri) {
        return shown(uri.toString());
    }

    /** A text as it may be shown, which may be an address: without its query and its user. */
    public static String shown(String text) {
        int end = text.indexOf('?');
        String shown = end < 0 ? text : text.substring(0, end);
        return shown.replaceFirst("//[^/@]*@", "//");
    }

    /** Tells neither query nor body, for they may hold a key. */
    @Override
    public String toString() {
        return method + " " + shown(uri);
    }
}

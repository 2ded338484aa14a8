package io.github.steadwork.notify.http;

import io.github.steadwork.retry.PermanentException;
import io.github.steadwork.retry.TransientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Posts JSON, and says what the answer means. It follows no redirects and reads no answers. Never tells an address, only its host. */
final class HttpPost {

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final AddressRule rule;
    private final Duration timeout;
    private final HttpClient client;

    HttpPost(AddressRule rule, Duration timeout) {
        this.rule = rule;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Posts, and returns if it was taken.
     *
     * @throws PermanentException if it would never be
     * @throws TransientException if it may be later
     */
    void send(URI uri, String json, Map<String, String> headers) throws InterruptedException {
        rule.requireReachable(uri);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "steadwork")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            requireTaken(uri, client.send(request.build(), HttpResponse.BodyHandlers.discarding()));
        } catch (IOException down) {
            throw new TransientException("the host " + uri.getHost() + " cannot be reached", down);
        }
    }

    private static void requireTaken(URI uri, HttpResponse<Void> response) {
        int status = response.statusCode();
        String what = "the host " + uri.getHost() + " answered " + status;
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw new TransientException(what, retryAfter(response));
        }
        if (status < 200 || status >= 300) {
            throw new PermanentException(what + "; redirects are not followed");
        }
    }

    /** In seconds; the form with a date is not worth its clock. */
    private static Duration retryAfter(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .filter(asked -> asked.compareTo(LONGEST_RETRY_AFTER) <= 0)
                .orElse(Duration.ZERO);
    }
}

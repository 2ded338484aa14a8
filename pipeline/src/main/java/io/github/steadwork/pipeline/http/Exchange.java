package io.github.steadwork.pipeline.http;

import io.github.steadwork.pipeline.http.HttpFailure.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One try of a call, with the redirects that it leads to. Safe for use by many threads. */
final class Exchange {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> KEEP_METHOD = Set.of(307, 308);

    private final HttpClient client;
    private final Destinations destinations;
    private final Function<URI, HostGate> gates;
    private final InstantSource clock;
    private final int mostRedirects;

    Exchange(
            HttpClient client,
            Destinations destinations,
            Function<URI, HostGate> gates,
            InstantSource clock,
            int mostRedirects) {
        this.client = client;
        this.destinations = destinations;
        this.gates = gates;
        this.clock = clock;
        this.mostRedirects = mostRedirects;
    }

    /** What is sent: a call, what is shown with it, and what of an older answer it asks about. */
    record Sending(HttpCall call, Optional<Presented> shown, Map<String, String> conditions) {}

    /**
     * The answer; of one that has not changed since it was kept the status is 304.
     *
     * @throws HttpFailure if it is not a good one
     */
    HttpReply send(Sending first) throws InterruptedException {
        Sending sending = first;
        for (int hop = 0; hop <= mostRedirects; hop++) {
            HttpResponse<byte[]> response = ask(sending);
            if (!REDIRECTS.contains(response.statusCode())) {
                return Judgement.of(
                        sending, response, gates.apply(sending.call().uri()), clock);
            }
            gates.apply(sending.call().uri()).succeeded();
            sending = redirected(sending, response);
        }
        throw HttpFailure.forbidden(first.call() + " leads through more than " + mostRedirects + " redirects");
    }

    private HttpResponse<byte[]> ask(Sending sending) throws InterruptedException {
        HttpCall call = sending.call();
        boolean isPrivate = check(call.uri());
        if (sending.shown().isPresent() && call.uri().getScheme().equals("http") && !isPrivate) {
            throw HttpFailure.forbidden(call + " would send credentials unencrypted through the net; use https");
        }
        HostGate gate = gates.apply(call.uri());
        gate.enter();
        boolean inOrder = true;
        try {
            return transfer(call, request(sending));
        } catch (HttpFailure e) {
            inOrder = e.reason() != Reason.NETWORK;
            leave(gate, inOrder);
            throw e;
        } catch (InterruptedException e) {
            leave(gate, inOrder);
            throw e;
        }
    }

    private static void leave(HostGate gate, boolean inOrder) {
        if (inOrder) {
            gate.succeeded();
        } else {
            gate.failed();
        }
    }

    private boolean check(URI uri) {
        try {
            return destinations.check(uri);
        } catch (UnknownHostException e) {
            throw new HttpFailure(Reason.NETWORK, "there is no host " + uri.getHost(), 0, null, e);
        }
    }

    private HttpRequest request(Sending sending) {
        HttpCall call = sending.call();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", "steadwork");
        call.body().ifPresent(body -> headers.put("Content-Type", "application/json"));
        headers.putAll(call.headers());
        headers.putAll(sending.conditions());
        URI uri = call.uri();
        if (sending.shown().isPresent()) {
            Presented shown = sending.shown().get();
            if (shown.inQuery()) {
                uri = withParameter(uri, shown);
            } else {
                headers.put(shown.name(), shown.value());
            }
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(call.timeout());
        boolean plain = uri.getScheme().equals("http");
        request.version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2);
        headers.forEach(request::setHeader);
        return request.method(
                        call.method(),
                        call.body().isPresent()
                                ? HttpRequest.BodyPublishers.ofString(
                                        call.body().get())
                                : HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static URI withParameter(URI uri, Presented shown) {
        String parameter = URLEncoder.encode(shown.name(), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(shown.value(), StandardCharsets.UTF_8);
        String text = uri.toString();
        int fragment = text.indexOf('#');
        String base = fragment < 0 ? text : text.substring(0, fragment);
        return URI.create(base + (base.indexOf('?') < 0 ? "?" : "&") + parameter);
    }

    private HttpResponse<byte[]> transfer(HttpCall call, HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new LimitedBody(call.maxBytes()));
        try {
            return answer.get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new HttpFailure(Reason.NETWORK, call + " took longer than " + call.timeout(), 0, null, null);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw unreachable(call, e.getCause());
        }
    }

    private static HttpFailure unreachable(HttpCall call, @Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpFailure failure) {
                return failure;
            }
            if (cause instanceof SSLHandshakeException) {
                return HttpFailure.forbidden(
                        call + ": the server's certificate is not accepted (" + cause.getMessage() + ")");
            }
        }
        String what = error instanceof IOException && error.getMessage() != null
                ? error.getMessage()
                : String.valueOf(error == null ? null : error.getClass().getSimpleName());
        return new HttpFailure(Reason.NETWORK, call + " has got no whole answer: " + what, 0, null, error);
    }

    /** To another place go neither credentials nor headers of ours, and no body. */
    private static Sending redirected(Sending from, HttpResponse<byte[]> response) {
        HttpCall call = from.call();
        URI target = target(call, response);
        boolean same = isSamePlace(call.uri(), target);
        if (call.uri().getScheme().equals("https") && target.getScheme().equals("http")) {
            throw HttpFailure.forbidden(call + " leads from https to http, which is not followed");
        }
        boolean keep = KEEP_METHOD.contains(response.statusCode());
        if (!same && keep && call.body().isPresent()) {
            throw HttpFailure.forbidden(call + " would be sent on to " + target.getHost() + ", body included");
        }
        HttpCall next = new HttpCall(
                keep ? call.method() : "GET",
                target,
                same ? call.headers() : Map.of(),
                keep ? call.body() : Optional.empty(),
                same ? call.credentials() : Optional.empty(),
                call.timeout(),
                call.maxBytes(),
                call.fallback());
        return new Sending(next, same ? from.shown() : Optional.empty(), same ? from.conditions() : Map.of());
    }

    private static URI target(HttpCall call, HttpResponse<byte[]> response) {
        String location = response.headers()
                .firstValue("location")
                .orElseThrow(() -> HttpFailure.forbidden(call + " is redirected to nowhere"));
        try {
            return HttpCall.address(call.uri().resolve(location).toString());
        } catch (IllegalArgumentException | io.github.steadwork.pipeline.row.DataException e) {
            throw HttpFailure.forbidden(call + " is redirected to what is no address: " + e.getMessage());
        }
    }

    static boolean isSamePlace(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}

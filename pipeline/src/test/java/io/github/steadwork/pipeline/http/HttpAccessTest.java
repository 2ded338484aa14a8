package io.github.steadwork.pipeline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.steadwork.pipeline.http.HttpFailure.Reason;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.retry.ErrorKind;
import io.github.steadwork.retry.RetryPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to real servers on this machine, which is a private address. */
class HttpAccessTest {

    private static final String HOST = "127.0.0.1";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<HttpExchange> seen = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final HttpAccess.Builder access = HttpAccess.builder()
            .allowPrivateAddresses()
            .clock(now::get)
            .longestWait(Duration.ZERO)
            .retries(RetryPolicy.builder().maxRetries(2).delay(Duration.ZERO).build());

    @AfterEach
    void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    private URI serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(exchange);
                handler.handle(exchange);
            }
        });
        server.start();
        servers.add(server);
        return URI.create("http://" + HOST + ":" + server.getAddress().getPort() + "/a");
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(UTF_8));
    }

    private static HttpFailure failure(HttpAccess access, HttpCall call) {
        return catchThrowableOfType(HttpFailure.class, () -> access.send(call));
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    @Test
    void troubleThatPassesIsTriedAgainAndTroubleThatStaysIsTold() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        URI url = serve(exchange -> answer(exchange, calls.incrementAndGet() < 3 ? 503 : 200, "fine"));
        HttpAccess open = access.build();

        HttpReply reply = open.send(HttpCall.get(url));
        assertThat(new String(reply.body(), UTF_8)).isEqualTo("fine");
        assertThat(seen).hasSize(3);

        calls.set(-10);
        HttpFailure failure = failure(open, HttpCall.get(url));
        assertThat(failure.reason()).isEqualTo(Reason.SERVER);
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(seen).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "400, PERMANENT",
        "401, PERMANENT",
        "404, PERMANENT",
        "408, TRANSIENT",
        "501, PERMANENT",
        "502, TRANSIENT"
    })
    void anAnswerSaysWhetherAnotherTryIsWorthIt(int status, ErrorKind kind) throws IOException {
        URI url = serve(exchange -> answer(exchange, status, "why"));

        HttpFailure failure = failure(access.build(), HttpCall.get(url));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(Integer.toString(status)).hasMessageContaining("why");
        assertThat(seen).hasSize(kind == ErrorKind.PERMANENT ? 1 : 3);
    }

    @Test
    void anAnswerThatBreaksOffIsNetworkTrouble() throws IOException {
        URI url = serve(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });

        assertThat(failure(access.build(), HttpCall.get(url)).reason()).isEqualTo(Reason.NETWORK);
    }

    @Test
    void anAnswerThatTakesTooLongIsGivenUp() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        URI url = serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        HttpAccess open = access.retries(RetryPolicy.NONE).build();

        assertThat(failure(open, HttpCall.get(url).within(Duration.ofMillis(200), 100)))
                .hasMessageContaining("took longer than PT0.2S");
    }

    @Test
    void tooLongAnswersAreBrokenOffPackedOnesIncluded() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[100_000]);
        }
        URI url = serve(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/packed")) {
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                answer(exchange, 200, packed.toByteArray());
            } else {
                answer(exchange, 200, new byte[100_000]);
            }
        });
        HttpAccess open = access.build();
        Duration time = Duration.ofSeconds(20);

        assertThat(packed.size()).isLessThan(1000);
        for (URI each : List.of(url, url.resolve("/packed"))) {
            assertThat(open.send(HttpCall.get(each).within(time, 100_000)).body())
                    .hasSize(100_000);
            HttpFailure failure = failure(open, HttpCall.get(each).within(time, 99_999));
            assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
            assertThat(failure).hasMessageContaining("99999 bytes");
        }
        assertThat(header(seen.get(0), "Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void aServerThatIsLimitedIsLeftAloneForAsLongAsItSays() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        URI url = serve(exchange -> {
            if (calls.incrementAndGet() == 1) {
                exchange.getResponseHeaders().add("Retry-After", "120");
                answer(exchange, 429, "");
            } else {
                answer(exchange, 200, "fine");
            }
        });
        HttpAccess open = access.build();

        HttpFailure first = failure(open, HttpCall.get(url));
        HttpFailure second = failure(open, HttpCall.get(url.resolve("/other")));
        assertThat(first.reason()).isEqualTo(Reason.LIMITED);
        assertThat(first.retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(second.retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(seen).hasSize(1);

        now.updateAndGet(time -> time.plusSeconds(120));
        assertThat(open.send(HttpCall.get(url)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/epoch", "/length", "/refused"})
    void aUsedUpQuotaIsKeptByTheServersClock(String path) throws Exception {
        long soon = Instant.now().getEpochSecond() + 1000; // the server says what time it has, which is not ours
        URI url = serve(exchange -> {
            exchange.getResponseHeaders().add("X-RateLimit-Remaining", "0");
            exchange.getResponseHeaders().add("X-RateLimit-Reset", path.equals("/epoch") ? "" + soon : "1000");
            answer(exchange, path.equals("/refused") ? 403 : 200, "x");
        });
        HttpAccess open = access.build();

        if (path.equals("/refused")) {
            assertThat(failure(open, HttpCall.get(url)).reason()).isEqualTo(Reason.LIMITED);
        } else {
            open.send(HttpCall.get(url));
        }

        HttpFailure next = failure(open, HttpCall.get(url));
        assertThat(next.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(500), Duration.ofSeconds(1001));
        assertThat(seen).hasSize(1);
    }

    @Test
    void ourOwnRateIsKept() throws Exception {
        URI url = serve(exchange -> answer(exchange, 200, "fine"));
        HttpAccess open = access.rateLimit(HOST, 2, Duration.ofSeconds(10)).build();

        open.send(HttpCall.get(url));
        assertThat(failure(open, HttpCall.get(url)).retryAfter()).contains(Duration.ofSeconds(5));
        now.updateAndGet(time -> time.plusSeconds(5));
        open.send(HttpCall.get(url));
        assertThat(seen).hasSize(2);
    }

    @Test
    void aHostThatOnlyFailsIsLeftAlone() throws IOException {
        URI url = serve(exchange -> answer(exchange, 500, ""));
        HttpAccess open = access.breaker(3, Duration.ofHours(1)).build();

        assertThat(failure(open, HttpCall.get(url)).reason()).isEqualTo(Reason.SERVER);
        HttpFailure broken = failure(open, HttpCall.get(url));
        assertThat(broken.reason()).isEqualTo(Reason.BROKEN);
        assertThat(broken.retryAfter().orElseThrow()).isPositive();
        assertThat(seen).hasSize(3);
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws Exception {
        URI url = serve(exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/end")) {
                answer(exchange, 200, exchange.getRequestMethod());
            } else {
                exchange.getResponseHeaders().add("Location", path.equals("/circle") ? "/circle" : "/end");
                answer(exchange, path.equals("/kept") ? 307 : 302, "");
            }
        });
        HttpAccess open = access.build();

        assertThat(open.send(HttpCall.get(url)).uri().getPath()).isEqualTo("/end");
        assertThat(new String(open.send(HttpCall.post(url, "{}")).body(), UTF_8))
                .isEqualTo("GET");
        assertThat(new String(
                        open.send(HttpCall.post(url.resolve("/kept"), "{}")).body(), UTF_8))
                .isEqualTo("POST");
        assertThat(failure(open, HttpCall.get(url.resolve("/circle")))).hasMessageContaining("more than 5 redirects");
    }

    @Test
    void credentialsDoNotGoAlongToAnotherPlace() throws Exception {
        URI other = serve(exchange -> answer(exchange, 200, "other"));
        URI url = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", other.toString());
            answer(exchange, exchange.getRequestURI().getPath().equals("/kept") ? 307 : 302, "");
        });
        HttpAccess open = access.credentials("us", HttpCredentials.bearer(() -> "s3cret"), HOST)
                .build();

        open.send(HttpCall.get(url).as("us").with("X-Key", "also"));

        assertThat(header(seen.get(0), "Authorization")).isEqualTo("Bearer s3cret");
        assertThat(seen.get(1).getRequestHeaders()).doesNotContainKeys("Authorization", "X-Key");
        assertThat(failure(open, HttpCall.post(url.resolve("/kept"), "{}"))).hasMessageContaining("body included");
    }

    @Test
    void aRedirectToAPlaceThatIsNotAllowedIsNotFollowed() throws IOException {
        URI url = serve(exchange -> {
            String to = exchange.getRequestURI().getQuery();
            exchange.getResponseHeaders().add("Location", to);
            answer(exchange, 302, "");
        });
        HttpAccess open = access.allowHosts(HOST).build();

        for (String to :
                List.of("http://localhost:1/", "file:///etc/passwd", "ftp://127.0.0.1/", "http://a:b@127.0.0.1/")) {
            HttpFailure failure = failure(open, HttpCall.get(URI.create(url + "?" + to)));
            assertThat(failure.reason()).as(to).isEqualTo(Reason.FORBIDDEN);
        }
        assertThat(seen).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://[::1]/",
                "http://0.0.0.0/",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://100.64.0.1/",
                "http://[fe80::1]/",
                "http://[fd00::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://2130706433/",
                "http://224.0.0.1/",
                "http://255.255.255.255/"
            })
    void privateAddressesAreRefusedUnlessTheyAreAllowed(String address) {
        HttpAccess strict = HttpAccess.builder().retries(RetryPolicy.NONE).build();

        assertThatThrownBy(() -> strict.send(HttpCall.get(URI.create(address))))
                .isInstanceOf(RuntimeException.class)
                .satisfies(error -> assertThat(error instanceof DataException
                                || (error instanceof HttpFailure failure && failure.reason() == Reason.FORBIDDEN))
                        .as("%s", error)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "1.1.1.1", "2606:4700::1111", "100.63.255.255", "172.32.0.1", "64:ff9b::808:808"})
    void publicAddressesArePublic(String address) throws IOException {
        assertThat(Addresses.isPrivate(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void onlyHostsOnTheListAreCalled() throws Exception {
        URI url = serve(exchange -> answer(exchange, 200, "fine"));

        assertThat(access.allowHosts(HOST).build().send(HttpCall.get(url)).status())
                .isEqualTo(200);
        assertThat(failure(access.allowHosts("*.example.com").build(), HttpCall.get(url)))
                .hasMessageContaining("not one of those that this application allows");
    }

    @Test
    void secretsAreShownToTheirHostsAndNobodyElse() throws Exception {
        URI url = serve(exchange -> answer(exchange, 200, "fine"));
        HttpAccess open = access.credentials("basic", HttpCredentials.basic("me", () -> "pass"), HOST)
                .credentials("header", HttpCredentials.apiKey("X-Key", () -> "k1"), HOST)
                .credentials("query", HttpCredentials.apiKeyInQuery("key", () -> "k 2"), HOST)
                .credentials("other", HttpCredentials.bearer(() -> "no"), "api.example.com")
                .build();

        open.send(HttpCall.get(url).as("basic"));
        open.send(HttpCall.get(url).as("header"));
        open.send(HttpCall.get(URI.create(url + "?a=1")).as("query"));

        assertThat(header(seen.get(0), "Authorization")).isEqualTo("Basic bWU6cGFzcw==");
        assertThat(header(seen.get(1), "X-Key")).isEqualTo("k1");
        assertThat(seen.get(2).getRequestURI().getRawQuery()).isEqualTo("a=1&key=k+2");
        assertThat(failure(open, HttpCall.get(url).as("other"))).hasMessageContaining("not for the host 127.0.0.1");
        assertThatThrownBy(() -> open.send(HttpCall.get(url).as("basik"))).hasMessageContaining("'basic'");
        assertThat(seen).hasSize(3);
        assertThat(open).hasToString("HttpAccess[basic, header, other, query]");
        assertThat(open.withoutKey(URI.create("http://h/a?key=k2&b=1"), Optional.of("query")))
                .hasToString("http://h/a?b=1");
    }

    @Test
    void noMessageHoldsASecret() throws IOException {
        URI url = serve(exchange -> answer(
                exchange,
                400,
                "bad key: " + exchange.getRequestURI()
                        + exchange.getRequestHeaders().get("Authorization")));
        HttpAccess open = access.credentials("query", HttpCredentials.apiKeyInQuery("key", () -> "s3cret"), HOST)
                .credentials("bearer", HttpCredentials.bearer(() -> "s3cret"), HOST)
                .build();

        for (String name : List.of("query", "bearer")) {
            HttpFailure failure =
                    failure(open, HttpCall.get(URI.create(url + "?own=private")).as(name));
            assertThat(failure).hasMessageContaining("bad key").message().doesNotContain("s3cret");
        }
        assertThat(HttpCall.get(URI.create(url + "?own=private")).toString()).doesNotContain("private");
    }

    @Test
    void aTokenIsFetchedOnceAndRenewedBeforeItsEndAndWhenItIsRefused() throws Exception {
        AtomicInteger tokens = new AtomicInteger();
        AtomicReference<String> valid = new AtomicReference<>("");
        URI url = serve(exchange -> {
            if (exchange.getRequestURI().getPath().equals("/token")) {
                assertThat(header(exchange, "Authorization")).isEqualTo("Basic YXBwOnNlY3JldA==");
                assertThat(new String(exchange.getRequestBody().readAllBytes(), UTF_8))
                        .isEqualTo("grant_type=client_credentials&scope=read+write");
                valid.set("token" + tokens.incrementAndGet());
                answer(exchange, 200, "{\"access_token\":\"" + valid.get() + "\",\"expires_in\":3600}");
            } else {
                boolean right = header(exchange, "Authorization").equals("Bearer " + valid.get());
                answer(exchange, right ? 200 : 401, "");
            }
        });
        HttpAccess open = access.credentials(
                        "oauth",
                        HttpCredentials.oauth2(url.resolve("/token"), "app", () -> "secret", "read", "write"),
                        HOST)
                .build();
        HttpCall call = HttpCall.get(url).as("oauth");

        open.send(call);
        open.send(call);
        assertThat(tokens).hasValue(1);
        now.updateAndGet(time -> time.plusSeconds(3571));
        open.send(call);
        assertThat(tokens).hasValue(2);
        valid.set("revoked");
        open.send(call);
        assertThat(tokens).hasValue(3);
    }

    @Test
    void anAnswerThatStillHoldsIsConfirmedAndAYoungOneIsNotAskedAbout() throws Exception {
        URI url = serve(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"v1\"");
            boolean same = header(exchange, "If-None-Match").equals("\"v1\"");
            answer(exchange, same ? 304 : 200, same ? "" : "body");
        });
        HttpAccess open =
                access.cache(1 << 20, Duration.ofMinutes(1), Duration.ofDays(1)).build();

        assertThat(open.send(HttpCall.get(url)).origin()).isEqualTo(HttpReply.Origin.SERVER);
        assertThat(open.send(HttpCall.get(url)).origin()).isEqualTo(HttpReply.Origin.CACHE);
        now.updateAndGet(time -> time.plusSeconds(61));
        HttpReply confirmed = open.send(HttpCall.get(url));
        assertThat(confirmed.origin()).isEqualTo(HttpReply.Origin.CONFIRMED);
        assertThat(new String(confirmed.body(), UTF_8)).isEqualTo("body");
        assertThat(open.send(HttpCall.get(url)).origin()).isEqualTo(HttpReply.Origin.CACHE);
        assertThat(open.send(HttpCall.get(url).with("Accept", "text/csv")).origin())
                .isEqualTo(HttpReply.Origin.SERVER);
        now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
        assertThat(open.send(HttpCall.get(url)).origin()).isEqualTo(HttpReply.Origin.SERVER);
    }

    @Test
    void theLastGoodAnswerIsTakenOnlyWhereThatIsSaid() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        URI url = serve(exchange -> answer(exchange, status.get(), "good"));
        HttpAccess open = access.build();
        HttpCall call = HttpCall.get(url).orLastGood();
        open.send(call);

        status.set(500);
        assertThat(open.send(call).origin()).isEqualTo(HttpReply.Origin.LAST_GOOD);
        assertThat(failure(open, HttpCall.get(url)).reason()).isEqualTo(Reason.SERVER);
        status.set(404);
        assertThat(failure(open, call).reason()).isEqualTo(Reason.REFUSED);
        status.set(500);
        open.forget(call);
        assertThat(failure(open, call).reason()).isEqualTo(Reason.SERVER);
    }

    @Test
    void callsThatCannotBeMadeAreRefused() {
        URI url = URI.create("https://api.example.com/");
        assertThatThrownBy(() -> HttpCall.address("file:///etc/passwd")).hasMessageContaining("neither http nor https");
        assertThatThrownBy(() -> HttpCall.address("https://a:b@example.com/"))
                .hasMessageContaining("has a user in it")
                .message()
                .doesNotContain("a:b");
        assertThatThrownBy(() -> HttpCall.address("not an address?secret"))
                .isInstanceOf(DataException.class)
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> HttpCall.get(url).with("authorization", "Bearer x"))
                .hasMessageContaining("name credentials");
        assertThatThrownBy(() -> new HttpCall(
                        "DELETE", url, Map.of(), Optional.empty(), Optional.empty(), HttpCall.TIMEOUT, 1, false))
                .hasMessageContaining("allowed are GET and POST");
        assertThatThrownBy(
                        () -> access.proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))
                                .build())
                .hasMessageContaining("name the hosts");
    }
}

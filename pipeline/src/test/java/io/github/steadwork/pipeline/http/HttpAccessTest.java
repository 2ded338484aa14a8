package io.github.steadwork.pipeline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trouble, limits and answers that are known. */
class HttpAccessTest extends HttpRig {

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

package io.github.steadwork.pipeline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.http.HttpFailure.Reason;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.retry.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where calls may go, and what is shown there. */
class HttpPlacesTest extends HttpRig {

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
}

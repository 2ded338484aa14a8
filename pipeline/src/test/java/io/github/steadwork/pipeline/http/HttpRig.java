package io.github.steadwork.pipeline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.steadwork.retry.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** Real servers on this machine, which is a private address, and an access that may call them. */
abstract class HttpRig {

    static final String HOST = "127.0.0.1";

    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<HttpServer> servers = new ArrayList<>();
    final List<HttpExchange> seen = new CopyOnWriteArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    final HttpAccess.Builder access = HttpAccess.builder()
            .allowPrivateAddresses()
            .clock(now::get)
            .longestWait(Duration.ZERO)
            .retries(RetryPolicy.builder().maxRetries(2).delay(Duration.ZERO).build());

    @AfterEach
    void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
    }

    URI serve(HttpHandler handler) throws IOException {
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

    static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(UTF_8));
    }

    static HttpFailure failure(HttpAccess access, HttpCall call) {
        return catchThrowableOfType(HttpFailure.class, () -> access.send(call));
    }

    static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }
}

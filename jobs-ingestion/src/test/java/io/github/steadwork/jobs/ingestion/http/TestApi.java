package io.github.steadwork.jobs.ingestion.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on this machine, whose answers a test writes. */
final class TestApi implements AutoCloseable {

    /** Writes an answer. */
    interface Answers {
        void answer(Asked asked) throws IOException;
    }

    /** One call, as it has come in. */
    record Asked(HttpExchange exchange, Map<String, String> query, String body) {

        String path() {
            return exchange.getRequestURI().getPath();
        }

        String rawPath() {
            return exchange.getRequestURI().getRawPath();
        }

        int number(String parameter, int otherwise) {
            return Integer.parseInt(query.getOrDefault(parameter, Integer.toString(otherwise)));
        }

        void json(String body) throws IOException {
            status(200, body);
        }

        void status(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        void header(String name, String value) {
            exchange.getResponseHeaders().add(name, value);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private TestApi(HttpServer server) {
        this.server = server;
    }

    static TestApi start(Answers answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TestApi api = new TestApi(server);
        server.setExecutor(api.threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                api.asked.add(exchange.getRequestURI().toString());
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                answers.answer(
                        new Asked(exchange, query(exchange.getRequestURI().getRawQuery()), body));
            }
        });
        server.start();
        return api;
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String text) {
        Map<String, String> query = new TreeMap<>();
        if (text != null) {
            for (String part : List.of(text.split("&", -1))) {
                String[] pair = part.split("=", 2);
                query.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
            }
        }
        return query;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The addresses that were asked for, in their order. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.github.steadwork.pipeline.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token that is fetched by the client's own credentials and used until shortly before its end. */
final class OAuthCredentials extends HttpCredentials {

    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final Duration SPARE = Duration.ofSeconds(30);
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private final URI tokens;
    private final String clientId;
    private final Supplier<String> clientSecret;
    private final String form;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Token token;

    /** One that is to be renewed at this time. */
    private record Token(Presented presented, Instant renewal) {}

    OAuthCredentials(URI tokens, String clientId, Supplier<String> clientSecret, List<String> scopes) {
        this.tokens = HttpCall.address(tokens.toString());
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        this.clientSecret = Objects.requireNonNull(clientSecret, "clientSecret");
        String scope = scopes.isEmpty() ? "" : "&scope=" + encoded(String.join(" ", scopes));
        this.form = "grant_type=client_credentials" + scope;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    Presented present(TokenCall calls) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Token known = token;
            if (known == null || !calls.now().isBefore(known.renewal())) {
                known = fetch(calls);
                token = known;
            }
            return known.presented();
        } finally {
            lock.unlock();
        }
    }

    @Override
    void refused(Presented presented) {
        lock.lock();
        try {
            if (token != null && token.presented().equals(presented)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Token fetch(TokenCall calls) throws InterruptedException {
        HttpCall call = HttpCall.post(tokens, form).with("Content-Type", "application/x-www-form-urlencoded");
        String secret = Objects.requireNonNull(clientSecret.get(), "the supplier of a secret gave null");
        Instant asked = calls.now();
        HttpReply reply = calls.send(call, basicHeader(encoded(clientId), encoded(secret)));
        try (JsonParser parser = JSON.createParser(reply.body())) {
            return parse(parser, asked);
        } catch (IOException e) {
            throw HttpFailure.forbidden("what " + HttpCall.shown(tokens) + " gives is no token: it is no JSON");
        }
    }

    private Token parse(JsonParser parser, Instant asked) throws IOException {
        String access = "";
        Duration lives = UNSAID;
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("access_token")) {
                    access = parser.getText();
                } else if (field.equals("expires_in")) {
                    lives = Duration.ofSeconds(parser.getValueAsLong(UNSAID.toSeconds()));
                }
                parser.skipChildren();
            }
        }
        if (access.isEmpty()) {
            throw HttpFailure.forbidden("what " + HttpCall.shown(tokens) + " gives has no access_token");
        }
        Duration spare = lives.compareTo(SPARE.multipliedBy(2)) > 0 ? SPARE : lives.dividedBy(2);
        return new Token(
                Presented.header("Authorization", "Bearer ", access),
                asked.plus(lives).minus(spare));
    }
}

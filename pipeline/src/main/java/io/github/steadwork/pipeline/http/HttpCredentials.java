package io.github.steadwork.pipeline.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How this application shows who it is. Secrets come from suppliers, which are asked at every call, so that a secret that was changed
 * in its vault is taken up at once; they are never stored and never told. Safe for use by many threads if the suppliers are.
 */
public abstract sealed class HttpCredentials permits HttpCredentials.Fixed, OAuthCredentials {

    HttpCredentials() {}

    /** User and password, in the header {@code Authorization}. */
    public static HttpCredentials basic(String user, Supplier<String> password) {
        return new Fixed(secret -> basicHeader(user, secret), password);
    }

    static Presented basicHeader(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Presented("Authorization", "Basic " + Base64.getEncoder().encodeToString(both), password, false);
    }

    /** A token, in the header {@code Authorization}. */
    public static HttpCredentials bearer(Supplier<String> token) {
        return new Fixed(secret -> Presented.header("Authorization", "Bearer ", secret), token);
    }

    /** A key, in a header of this name. */
    public static HttpCredentials apiKey(String header, Supplier<String> key) {
        return new Fixed(secret -> Presented.header(header, "", secret), key);
    }

    /** A key, in a parameter of the query. A header is better where there is a choice: queries stand in logs of servers. */
    public static HttpCredentials apiKeyInQuery(String parameter, Supplier<String> key) {
        return new Fixed(secret -> new Presented(parameter, secret, secret, true), key) {
            @Override
            Optional<String> parameter() {
                return Optional.of(parameter);
            }
        };
    }

    /**
     * OAuth 2 with the client's own credentials: a token is fetched when it is first needed, and a new one shortly before it ends, or
     * when the server refuses it.
     *
     * @param tokens the address that gives tokens
     * @param scopes to ask for; may be none
     */
    public static HttpCredentials oauth2(URI tokens, String clientId, Supplier<String> clientSecret, String... scopes) {
        return new OAuthCredentials(tokens, clientId, clientSecret, List.of(scopes));
    }

    /** What to show now. */
    abstract Presented present(TokenCall tokens) throws InterruptedException;

    /** The parameter of the query that it goes into; empty if it goes into a header. */
    Optional<String> parameter() {
        return Optional.empty();
    }

    /** Takes note that a server has refused this. */
    abstract void refused(Presented presented);

    /** Tells nothing. */
    @Override
    public String toString() {
        return "HttpCredentials";
    }

    /** How a secret becomes what is shown. */
    interface Form {
        Presented of(String secret);
    }

    static non-sealed class Fixed extends HttpCredentials {

        private final Form form;
        private final Supplier<String> secret;

        private Fixed(Form form, Supplier<String> secret) {
            this.form = form;
            this.secret = Objects.requireNonNull(secret, "secret");
        }

        @Override
        Presented present(TokenCall tokens) {
            return form.of(Objects.requireNonNull(secret.get(), "the supplier of a secret gave null"));
        }

        @Override
        void refused(Presented presented) {
            // the supplier is asked again in any case
        }
    }
}

package io.github.steadwork.notify.http;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Posts notifications as JSON to another system, signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says, so
 * that receivers can check them with the libraries that there are.
 *
 * <p>The body is the {@link Digest} as JSON. The headers are {@code webhook-id}, the same only when the same is sent again; {@code
 * webhook-timestamp}, in seconds; and {@code webhook-signature}, {@code v1,} and the base64 of HMAC-SHA256 over id, timestamp and body,
 * joined by dots. Answers of 2xx are a success; 408, 425, 429 and 5xx are tried again, no earlier than {@code Retry-After} says;
 * everything else, redirects too, is not.
 *
 * <p>Hosts in private networks are refused, unless allowed. Only {@code https} is allowed, except where private networks are.
 */
public final class WebhookChannel implements NotificationChannel {

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();

    private final URI uri;
    private final HttpPost post;
    private final Optional<Signer> signer;

    private WebhookChannel(Builder builder) {
        AddressRule rule = new AddressRule(builder.privateNetwork, builder.privateNetwork);
        this.uri = rule.requireForm(builder.uri);
        this.post = new HttpPost(rule, builder.timeout);
        this.signer = Optional.ofNullable(builder.secret.isEmpty() ? null : new Signer(builder.secret, builder.clock));
    }

    /** A builder for a channel to this address. */
    public static Builder to(URI uri) {
        return new Builder(uri);
    }

    @Override
    public void send(Digest digest, SecretProvider secrets) throws InterruptedException {
        String body = CODEC.encode(Body.of(digest), 1).text();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", digest.id());
        signer.ifPresent(one -> headers.putAll(one.headers(digest.id(), body, secrets)));
        post.send(uri, body, headers);
    }

    /** Collects what a channel needs. Not safe for use by several threads. */
    public static final class Builder {

        private final URI uri;
        private String secret = "";
        private Duration timeout = Duration.ofSeconds(20);
        private boolean privateNetwork;
        private InstantSource clock = InstantSource.system();

        private Builder(URI uri) {
            this.uri = Objects.requireNonNull(uri, "uri");
        }

        /**
         * Signed with the secret that has this name: {@code whsec_} and base64, or any text of 24 characters or more. Without it nothing
         * is signed.
         */
        public Builder signedWith(String secret) {
            this.secret = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /** How long the other system may take to connect, and to answer; 20 seconds unless said. */
        public Builder timeout(Duration timeout) {
            this.timeout = Timeouts.require(timeout);
            return this;
        }

        /** Allows hosts in private networks, this machine too, and {@code http}. */
        public Builder allowPrivateNetwork() {
            this.privateNetwork = true;
            return this;
        }

        /** Signs by this clock. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The channel.
         *
         * @throws IllegalArgumentException if the address is not of the kind that is allowed
         */
        public WebhookChannel build() {
            return new WebhookChannel(this);
        }
    }
}

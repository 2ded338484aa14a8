package io.github.steadwork.notify.http;

import io.github.steadwork.codec.JacksonPayloadCodec;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.PermanentException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes notifications into a chat, through an incoming webhook of Slack or of one that takes the same, as Mattermost and Rocket.Chat
 * do. Who knows such an address can write there, so it is a secret.
 *
 * <p>What others have written cannot mention anybody, nor make links. Hosts in private networks are refused, unless allowed, and so is
 * {@code http}.
 */
public final class SlackChannel implements NotificationChannel {

    private static final JacksonPayloadCodec CODEC = new JacksonPayloadCodec();
    private static final int MOST = 20;

    private final String addressSecret;
    private final AddressRule rule;
    private final HttpPost post;

    private SlackChannel(Builder builder) {
        this.addressSecret = builder.addressSecret;
        this.rule = new AddressRule(builder.privateNetwork, builder.privateNetwork);
        this.post = new HttpPost(rule, builder.timeout);
    }

    /** A builder for a channel to the address that is the secret with this name. */
    public static Builder to(String addressSecret) {
        return new Builder(addressSecret);
    }

    @Override
    public void send(Digest digest, SecretProvider secrets) throws InterruptedException {
        post.send(
                address(secrets), CODEC.encode(Map.of("text", text(digest)), 1).text(), Map.of());
    }

    private URI address(SecretProvider secrets) {
        try {
            return rule.requireForm(URI.create(secrets.require(addressSecret).strip()));
        } catch (IllegalArgumentException wrong) {
            throw new PermanentException(
                    "the secret '" + addressSecret + "' has to be the address of an incoming webhook");
        }
    }

    private static String text(Digest digest) {
        String lines = digest.notifications().stream()
                .limit(MOST)
                .map(SlackChannel::line)
                .collect(Collectors.joining("\n"));
        long left = digest.omitted()
                + digest.notifications().stream()
                        .skip(MOST)
                        .mapToLong(Notification::count)
                        .sum();
        return left == 0 ? lines : lines + "\nand " + left + " more that are not listed";
    }

    private static String line(Notification notification) {
        String times = notification.count() == 1 ? "" : " (" + notification.count() + " times)";
        return "*" + notification.occasion() + "* " + escaped(notification.summary()) + times;
    }

    /** Slack's three escapes, and a break within what Mattermost takes for a mention of all. */
    private static String escaped(String foreign) {
        return foreign.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("@(?=all|channel|everyone|here)", "@\u200b");
    }

    /** Collects what a channel needs. Not safe for use by several threads. */
    public static final class Builder {

        private final String addressSecret;
        private Duration timeout = Duration.ofSeconds(20);
        private boolean privateNetwork;

        private Builder(String addressSecret) {
            this.addressSecret = Objects.requireNonNull(addressSecret, "addressSecret");
        }

        /** How long the chat may take to connect, and to answer; 20 seconds unless said. */
        public Builder timeout(Duration timeout) {
            this.timeout = Timeouts.require(timeout);
            return this;
        }

        /** Allows a host in a private network, this machine too, and {@code http}. */
        public Builder allowPrivateNetwork() {
            this.privateNetwork = true;
            return this;
        }

        /** The channel. */
        public SlackChannel build() {
            return new SlackChannel(this);
        }
    }
}

package io.github.steadwork.notify;

import io.github.steadwork.engine.EngineExtension;
import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.notify.channel.Notification;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells people, and other systems, what has happened to jobs.
 *
 * <pre>{@code
 * Notifications notifications = Notifications.builder()
 *         .channel("ops", EmailChannel.smtp("smtp.example.com").from("jobs@example.com").to("ops@example.com").build())
 *         .rule(NotificationRule.forEverything().on(Occasion.FAILURE, Occasion.RECOVERY).to("ops"))
 *         .build();
 * JobEngine engine = JobEngine.builder().queue(backend).with(notifications).register(new SendInvoice()).start();
 * }</pre>
 *
 * <p>Whoever runs a job is not held up: what is to be told is gathered, stored in the backend within a fraction of a second, and sent
 * by a job of type {@code steadwork.notify} in the engine's default queue, which is retried for hours where a channel does not answer.
 * So all engines that share a backend send one message for what happens in all of them, as often as the {@link DigestPolicy} of the
 * channel allows. A message can come twice after a crash. What happens to deliveries themselves is logged and not told.
 *
 * <p>Engines that share a backend have the same channels; a delivery whose channel a node does not know is retried, on another node if
 * it comes to that. For one engine only. Safe for use by many threads.
 */
public final class Notifications implements EngineExtension {

    private final Map<String, DigestPolicy> policies;
    private final Channels channels;
    private final DeliveryJob delivery;
    private final Posting posting;
    private final Reporter reporter;
    private volatile @Nullable Mailboxes mailboxes;

    private Notifications(Builder builder) {
        Outbox outbox = new Outbox();
        Recoveries recoveries = new Recoveries();
        policies = Map.copyOf(builder.policies);
        channels = new Channels(builder.channels, builder.addresses);
        delivery = new DeliveryJob(channels, builder.secrets, this::mailboxes);
        posting = new Posting(outbox, recoveries);
        reporter = new Reporter(new Rules(builder.rules), outbox, recoveries, builder.clock, posting);
    }

    /** A builder without channels and rules. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void addTo(JobEngine.Builder builder) {
        builder.register(delivery).listener(reporter);
    }

    @Override
    public synchronized void built(JobEngine engine) {
        if (mailboxes != null) {
            throw new IllegalStateException("these notifications belong to another engine already");
        }
        Mailboxes theirs = new Mailboxes(engine, policies);
        mailboxes = theirs;
        posting.start(engine, theirs, reporter);
    }

    /** Stores what has happened until now, so that a crash cannot lose it; for tests, and for programs that run due jobs and end. */
    public void flush() {
        posting.flush();
    }

    /**
     * Tells these recipients, whatever the rules say: stored when this returns, and sent by a job. For who keeps recipients with what
     * they are told of, as data jobs do.
     *
     * @param recipients names of channels, or e-mail addresses if {@link Builder#addresses} was said
     * @throws IllegalArgumentException if one is neither; then nobody is told
     * @throws io.github.steadwork.queue.JobQueueException if it could not be stored for all of them
     */
    public void tell(Collection<String> recipients, Notification notification) {
        List<String> keys = recipients.stream().map(channels::keyOf).distinct().toList();
        keys.forEach(key -> mailboxes().add(key, Pile.EMPTY.plus(notification)));
    }

    @Override
    public void closed() {
        posting.close();
    }

    private Mailboxes mailboxes() {
        return Objects.requireNonNull(mailboxes, "no engine was built with these notifications");
    }

    /** Collects channels and rules. Not safe for use by several threads. */
    public static final class Builder {

        private final Map<String, NotificationChannel> channels = new LinkedHashMap<>();
        private final Map<String, DigestPolicy> policies = new LinkedHashMap<>();
        private final List<NotificationRule> rules = new ArrayList<>();
        private @Nullable Function<String, NotificationChannel> addresses;
        private SecretProvider secrets = SecretProvider.environment();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** With this channel, under {@link DigestPolicy#DEFAULT}. */
        public Builder channel(String name, NotificationChannel channel) {
            return channel(name, channel, DigestPolicy.DEFAULT);
        }

        /**
         * With this channel.
         *
         * @throws IllegalArgumentException if its name is blank or taken
         */
        public Builder channel(String name, NotificationChannel channel, DigestPolicy policy) {
            if (name.isBlank() || name.length() > 100) {
                throw new IllegalArgumentException("channel is '" + name + "', allowed are 1 to 100 characters");
            }
            if (channels.putIfAbsent(name, Objects.requireNonNull(channel, "channel")) != null) {
                throw new IllegalArgumentException("there are two channels '" + name + "'");
            }
            policies.put(name, Objects.requireNonNull(policy, "policy"));
            return this;
        }

        /**
         * Addresses that somebody names later, as the recipients of a data job, are written to by the channel that this makes of
         * one; it throws an {@link IllegalArgumentException} at those that nobody may write to.
         *
         * <pre>{@code
         * .addresses(address -> EmailChannel.smtp("smtp.example.com").from("jobs@example.com").to(address).build())
         * }</pre>
         */
        public Builder addresses(Function<String, NotificationChannel> channelOf) {
            this.addresses = Objects.requireNonNull(channelOf, "channelOf");
            return this;
        }

        /** With this rule, after those that there are. */
        public Builder rule(NotificationRule rule) {
            rules.add(Objects.requireNonNull(rule, "rule"));
            return this;
        }

        /** Secrets come from here; unless said, from environment variables. */
        public Builder secrets(SecretProvider secrets) {
            this.secrets = Objects.requireNonNull(secrets, "secrets");
            return this;
        }

        /** What happened when, goes by this clock; messages are timed by the backend's. */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The notifications.
         *
         * @throws IllegalArgumentException if a rule has no occasion, or names a channel that there is not
         */
        public Notifications build() {
            rules.forEach(this::check);
            return new Notifications(this);
        }

        private void check(NotificationRule rule) {
            if (rule.occasions().isEmpty()) {
                throw new IllegalArgumentException("the rule " + rule + " says no occasion; add on(...)");
            }
            for (String channel : rule.channels()) {
                if (!channels.containsKey(channel)) {
                    throw new IllegalArgumentException("the rule " + rule + " names the channel '" + channel
                            + "', but there are only " + new TreeSet<>(channels.keySet()));
                }
            }
        }
    }
}

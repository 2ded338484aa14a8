package io.github.steadwork.notify;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobContext;
import io.github.steadwork.job.JobOptions;
import io.github.steadwork.job.JobType;
import io.github.steadwork.notify.channel.Digest;
import io.github.steadwork.notify.channel.NotificationChannel;
import io.github.steadwork.notify.channel.SecretProvider;
import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits for one channel. While a channel does not answer, its mailbox goes on filling, and the next attempt sends all of
 * it at once. What was sent is taken out afterwards, so a crash in between sends it again rather than never.
 */
final class DeliveryJob extends BaseJob<DeliveryJob.Delivery, Void> {

    /** A server that is down for four hours is not yet a reason to give up. */
    private static final RetryPolicy PATIENT = RetryPolicy.builder()
            .maxRetries(12)
            .delay(Duration.ofSeconds(10))
            .backoffFactor(2)
            .maxDelay(Duration.ofHours(1))
            .jitter(0.1)
            .build();

    static final JobType<Delivery, Void> TYPE = JobType.of("steadwork.notify", Delivery.class)
            .with(JobOptions.DEFAULT.retry(PATIENT).timeout(Duration.ofMinutes(2)));

    private final Channels channels;
    private final SecretProvider secrets;
    private final Supplier<Mailboxes> mailboxes;

    /** Which channel. */
    record Delivery(String channel) {}

    DeliveryJob(Channels channels, SecretProvider secrets, Supplier<Mailboxes> mailboxes) {
        super(TYPE);
        this.channels = channels;
        this.secrets = secrets;
        this.mailboxes = mailboxes;
    }

    @Override
    protected @Nullable Void execute(Delivery delivery, JobContext context) throws Exception {
        NotificationChannel channel = channels.require(delivery.channel());
        Mailboxes.Stored stored = mailboxes.get().read(delivery.channel());
        String self = context.id().toString();
        Pile pile = stored.mailbox().pile();
        if (!stored.mailbox().delivery().equals(Optional.of(self)) || pile.isEmpty()) {
            return null; // somebody else has taken over, or what an earlier attempt sent was all
        }
        channel.send(new Digest(self + "-" + stored.version(), pile.notifications(), pile.omitted()), secrets);
        Optional<Duration> next = mailboxes.get().sent(delivery.channel(), self, pile);
        if (next.isPresent()) {
            throw context.snooze(next.get());
        }
        return null;
    }
}

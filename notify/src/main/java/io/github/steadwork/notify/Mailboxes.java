package io.github.steadwork.notify;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.DocumentChange;
import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.QueueBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored mailboxes, one document each. Every change is made only if the document is still the one that was read, so nodes do not
 * overwrite each other; a delivery is enqueued in the same write that names it.
 */
final class Mailboxes {

    private static final String NAMESPACE = "notify-mailbox";

    private final JobEngine engine;
    private final QueueBackend backend;
    private final Map<String, DigestPolicy> policies;

    /** A mailbox with the version of its document; 0 if there is none yet. */
    record Stored(Mailbox mailbox, long version) {}

    Mailboxes(JobEngine engine, Map<String, DigestPolicy> policies) {
        this.engine = engine;
        this.backend = engine.backend();
        this.policies = Map.copyOf(policies);
    }

    Stored read(String channel) {
        return backend.documents()
                .get(NAMESPACE, channel)
                .map(document -> new Stored(Json.read(document.json(), Mailbox.class), document.version()))
                .orElse(new Stored(Mailbox.EMPTY, 0));
    }

    /** Puts a pile in, and sees to it that somebody delivers it. */
    void add(String channel, Pile pile) {
        boolean added;
        do {
            Stored before = read(channel);
            Mailbox after = before.mailbox().plus(pile);
            added = isServed(before.mailbox())
                    ? backend.documents().apply(List.of(put(channel, before, after)))
                    : addWithDelivery(channel, before, after);
        } while (!added);
    }

    /** Whether the delivery that it names is still going to happen; a failed one is not, nor one that somebody has cancelled. */
    private boolean isServed(Mailbox mailbox) {
        return mailbox.delivery()
                .flatMap(id -> engine.jobs().find(JobId.parse(id)))
                .filter(job -> switch (job.state()) {
                    case WAITING, QUEUED, RUNNING -> true;
                    case SUCCEEDED, FAILED, CANCELLED -> false;
                })
                .isPresent();
    }

    private boolean addWithDelivery(String channel, Stored before, Mailbox after) {
        Duration delay = after.delay(policy(channel), backend.documents().now());
        JobRequest<DeliveryJob.Delivery, Void> delivery = JobRequest.of(
                        DeliveryJob.TYPE, new DeliveryJob.Delivery(channel))
                .delay(delay);
        Mailbox served = after.servedBy(delivery.id().toString());
        return backend.enqueue(new EnqueueBatch(
                        List.of(engine.jobs().encode(delivery)), List.of(put(channel, before, served)), false))
                .accepted();
    }

    /**
     * Takes out what was sent.
     *
     * @return how long until the rest is to be sent; empty if there is none, or it is not this delivery's any more
     */
    Optional<Duration> sent(String channel, String delivery, Pile told) {
        Mailbox after;
        boolean changed;
        do {
            Stored before = read(channel);
            if (!before.mailbox().delivery().equals(Optional.of(delivery))) {
                return Optional.empty();
            }
            after = before.mailbox().sent(told, backend.documents().now());
            changed = backend.documents().apply(List.of(put(channel, before, after)));
        } while (!changed);
        return after.pile().isEmpty()
                ? Optional.empty()
                : Optional.of(policy(channel).interval());
    }

    private DigestPolicy policy(String channel) {
        return policies.getOrDefault(channel, DigestPolicy.DEFAULT);
    }

    private static DocumentChange put(String channel, Stored before, Mailbox after) {
        return new DocumentChange.Put(NAMESPACE, channel, before.version(), Optional.empty(), Json.write(after));
    }
}

package io.github.steadwork.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What waits to be sent through one channel, as it is stored, for all nodes.
 *
 * @param pile what waits
 * @param delivery the job that sends it; empty while nothing waits. There is never more than one, so nothing is sent twice side by
 *     side
 * @param lastSent when something was sent last; empty for never
 */
record Mailbox(Pile pile, Optional<String> delivery, Optional<Instant> lastSent) {

    static final Mailbox EMPTY = new Mailbox(Pile.EMPTY, Optional.empty(), Optional.empty());

    Mailbox plus(Pile newer) {
        return new Mailbox(pile.plus(newer), delivery, lastSent);
    }

    Mailbox servedBy(String job) {
        return new Mailbox(pile, Optional.of(job), lastSent);
    }

    /** After this was sent: the delivery goes on with the rest, or is done. */
    Mailbox sent(Pile told, Instant now) {
        Pile rest = pile.minus(told);
        return new Mailbox(rest, rest.isEmpty() ? Optional.empty() : delivery, Optional.of(now));
    }

    /** How long a delivery that is asked for now has to wait. */
    Duration delay(DigestPolicy policy, Instant now) {
        Duration left = lastSent.map(last -> Duration.between(now, last.plus(policy.interval())))
                .orElse(Duration.ZERO);
        return left.compareTo(policy.gather()) > 0 ? left : policy.gather();
    }
}

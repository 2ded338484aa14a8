package io.github.steadwork.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a claim.
 *
 * @param claims the jobs that were won, in the order in which they should start
 * @param nextDue how long until a delayed job becomes due, if the backend knows at little cost; a hint
 */
public record ClaimReply(List<Claim> claims, Optional<Duration> nextDue) {

    /** Makes the list immutable. */
    public ClaimReply {
        claims = List.copyOf(claims);
    }
}

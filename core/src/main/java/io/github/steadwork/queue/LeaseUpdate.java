package io.github.steadwork.queue;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.job.Progress;
import java.util.Optional;

/**
 * What a worker has to say of a job that it holds.
 *
 * @param lease the lease that it holds
 * @param progress how far it is; empty for no news
 * @param checkpoint what the next attempt shall start from; empty for no news
 */
public record LeaseUpdate(Lease lease, Optional<Progress> progress, Optional<Payload> checkpoint) {

    /** No news, only the question whether the lease still holds. */
    public static LeaseUpdate check(Lease lease) {
        return new LeaseUpdate(lease, Optional.empty(), Optional.empty());
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.Lease;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this worker has claimed and not settled yet. */
final class HeldJobs {

    private final Map<Lease, Attempt> byLease = new ConcurrentHashMap<>();
    private final InstantSource clock;

    HeldJobs(InstantSource clock) {
        this.clock = clock;
    }

    List<Attempt> add(List<Claim> claims) {
        List<Attempt> attempts =
                claims.stream().map(claim -> new Attempt(claim, clock)).toList();
        attempts.forEach(attempt -> byLease.put(attempt.lease(), attempt));
        return attempts;
    }

    void remove(Attempt attempt) {
        byLease.remove(attempt.lease());
    }

    /** Forgets claims that could not be taken over; they are given back as strays. */
    void forget(List<Claim> claims) {
        claims.forEach(claim -> byLease.remove(claim.lease()));
    }

    Optional<Attempt> find(Lease lease) {
        return Optional.ofNullable(byLease.get(lease));
    }

    Collection<Attempt> all() {
        return byLease.values();
    }

    List<Attempt> running() {
        return byLease.values().stream().filter(Attempt::isRunning).toList();
    }
}

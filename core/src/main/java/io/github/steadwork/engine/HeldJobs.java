package io.github.steadwork.engine;

import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.Lease;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What this worker has claimed and not settled yet. Each attempt knows its own place in here, so that jobs come and go in
 * batches without a search; who wants to know something of them looks through all.
 */
final class HeldJobs {

    private final List<Attempt> attempts = new ArrayList<>();
    private final InstantSource clock;

    HeldJobs(InstantSource clock) {
        this.clock = clock;
    }

    synchronized List<Attempt> add(List<Claim> claims) {
        List<Attempt> added = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            added.add(new Attempt(claim, clock, attempts.size() + added.size()));
        }
        attempts.addAll(added);
        return added;
    }

    synchronized void remove(List<Ended> settled) {
        for (Ended ended : settled) {
            remove(ended.attempt());
        }
    }

    /** Forgets claims that could not be taken over; they are given back as strays. */
    synchronized void forget(List<Claim> claims) {
        for (Claim claim : claims) {
            attempts.stream()
                    .filter(attempt -> attempt.lease().equals(claim.lease()))
                    .findFirst()
                    .ifPresent(this::remove);
        }
    }

    /** Forgets one; the last takes the place that becomes free. */
    synchronized void remove(Attempt attempt) {
        if (attempt.place == Attempt.NOWHERE) {
            return;
        }
        Attempt last = attempts.remove(attempts.size() - 1);
        if (last != attempt) {
            attempts.set(attempt.place, last);
            last.place = attempt.place;
        }
        attempt.place = Attempt.NOWHERE;
    }

    synchronized List<Attempt> all() {
        return List.copyOf(attempts);
    }

    List<Attempt> running() {
        return all().stream().filter(Attempt::isRunning).toList();
    }

    Set<Lease> leases() {
        return all().stream().map(Attempt::lease).collect(Collectors.toSet());
    }
}

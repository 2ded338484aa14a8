package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One claim on its way through the queues. */
final class Claiming {

    private final ClaimRequest request;
    private final Jobs jobs;
    private final Instant now;
    private final List<Claim> won;
    private int freeSlots;

    Claiming(ClaimRequest request, Jobs jobs, Instant now) {
        this.request = request;
        this.jobs = jobs;
        this.now = now;
        this.won = new ArrayList<>(Math.min(request.limit(), 128));
        this.freeSlots = request.freeSlots();
    }

    ClaimReply run() {
        Instant nextDue = null;
        for (String queue : request.queues()) {
            QueueRoom room = jobs.roomIfAny(queue);
            if (room != null) {
                room.claim(this);
                nextDue = earlier(nextDue, room.nextDue());
            }
        }
        return new ClaimReply(won, Optional.ofNullable(nextDue).map(due -> Duration.between(now, due)));
    }

    /** Whether fewer jobs were there than were wanted, so that the worker is going to wait. */
    boolean leftHungry() {
        return won.size() < request.limit();
    }

    Instant now() {
        return now;
    }

    boolean isFull() {
        return won.size() >= request.limit();
    }

    boolean wants(String type) {
        return request.types().contains(type);
    }

    boolean hasFreeSlot() {
        return freeSlots > 0;
    }

    void take(Entry entry) {
        boolean suspect = entry.suspect;
        if (suspect) {
            freeSlots--;
        }
        entry.started = suspect;
        entry.attempt++;
        jobs.toRunning(entry, request.worker(), request.token(), now);
        won.add(new Claim(entry.record(), new Lease(entry.id, request.token()), suspect));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }
}

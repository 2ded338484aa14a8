package io.github.steadwork.queue.inmemory;

import io.github.steadwork.job.Priority;
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
    private int bound;
    private Instant dueBy;
    private @Nullable Duration untilToken;

    Claiming(ClaimRequest request, Jobs jobs, Instant now) {
        this.request = request;
        this.jobs = jobs;
        this.now = now;
        this.won = new ArrayList<>(Math.min(request.limit(), 128));
        this.freeSlots = request.freeSlots();
        this.bound = request.limit();
        this.dueBy = now;
    }

    ClaimReply run() {
        request.agedFirst().ifPresent(this::takeAged);
        Instant nextDue = untilToken == null ? null : now.plus(untilToken);
        for (String queue : request.queues()) {
            QueueRoom room = jobs.roomIfAny(queue);
            if (room != null) {
                room.claim(this);
                nextDue = earlier(nextDue, room.nextDue());
                nextDue = untilToken == null ? nextDue : earlier(nextDue, now.plus(untilToken));
            }
        }
        return new ClaimReply(won, Optional.ofNullable(nextDue).map(due -> Duration.between(now, due)));
    }

    private void takeAged(Duration age) {
        dueBy = now.minus(age);
        for (String queue : request.queues()) {
            QueueRoom room = jobs.roomIfAny(queue);
            if (room != null) {
                room.claimAged(this);
            }
        }
        dueBy = now;
    }

    /** Whether fewer jobs were there than were wanted, so that the worker is going to wait. */
    boolean leftHungry() {
        return won.size() < request.limit();
    }

    Instant now() {
        return now;
    }

    boolean isFull() {
        return won.size() >= bound;
    }

    /** How many more jobs are wanted. */
    int left() {
        return request.limit() - won.size();
    }

    /** Which half is the greater one, of those in lanes and the others: theirs in one claim, the others' in the next. */
    boolean prefersLanes() {
        return request.token() % 2 == 0;
    }

    /** Takes no more than so many by this act. */
    void upTo(int most, Runnable act) {
        bound = Math.min(request.limit(), won.size() + most);
        act.run();
        bound = request.limit();
    }

    boolean isOldEnough(Entry entry) {
        return entry.isDue(dueBy);
    }

    /** Takes a job that asks something of the flow, if that is granted; or ends it, if its time is over. */
    boolean takeIfItMayGo(Entry entry) {
        if (Deadlines.isOver(entry, now)) {
            jobs.expire(entry, now);
            return true;
        }
        if (!request.suits(entry.request.flow())) {
            return false;
        }
        if (!jobs.limits().admit(entry, request.worker(), now)) {
            Duration wait = jobs.limits().untilToken(entry, request.worker(), now);
            untilToken = wait == null || (untilToken != null && untilToken.compareTo(wait) < 0) ? untilToken : wait;
            return false;
        }
        take(entry);
        return true;
    }

    boolean wants(Priority priority) {
        return request.wants(priority);
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

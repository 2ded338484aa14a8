package io.github.steadwork.engine;

import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.ClaimReply;
import io.github.steadwork.queue.ClaimRequest;
import io.github.steadwork.queue.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * Keeps a {@link Buffer} filled: claims when it runs low, and looks for work now and then when there was
 * none.
 *
 * <p>How much is claimed ahead follows from how fast it is worked off: what waits in the buffer should last about {@link
 * #AHEAD}. So short jobs are claimed by the hundred, and long ones only when a slot is free for them, so that other workers
 * can have the rest.
 */
final class Claimer {

    /** How long the buffer should last: long against a claim's round trip, short against a person's patience. */
    private static final Duration AHEAD = Duration.ofMillis(100);

    private final JobQueue queue;
    private final Buffer buffer;
    private final HeldJobs held;
    private final Scope scope;
    private final Settings settings;
    private final Reconnector reconnector;
    private final Thread thread = WorkerThreads.keepingAlive("steadwork-claimer", this::loop);
    private volatile boolean stopping;
    private volatile boolean woken;
    private final Pace pace = new Pace(System::nanoTime);
    private long lastClaim = System.nanoTime();
    private int leftThen;
    private int ahead;

    /** What may be claimed at this moment. */
    interface Scope {

        /** A request for so many jobs; empty if nothing may be claimed. */
        Optional<ClaimRequest> request(long token, int limit, int freeSlots);

        /** How many slots should be left free, for others are fitter for the work. */
        int spare();

        /** How many slots could be freed for more URGENT jobs than wait for one. */
        int preemptible();

        /** Frees slots for the URGENT jobs that wait for one. */
        void preempt();

        /** What may be run of what was claimed, since a queue may have been paused in between; the rest is given back. */
        List<Attempt> admit(List<Attempt> claimed);
    }

    /**
     * How often and how much.
     *
     * @param poll how long to rest when there was no work
     * @param prefetch how many jobs to claim ahead of free slots at most
     */
    record Settings(Duration poll, int prefetch) {}

    Claimer(JobQueue queue, Buffer buffer, HeldJobs held, Scope scope, Settings settings, Reconnector reconnector) {
        this.queue = queue;
        this.buffer = buffer;
        this.held = held;
        this.scope = scope;
        this.settings = settings;
        this.reconnector = reconnector;
    }

    void start() {
        thread.start();
    }

    /** Looks for work at once: some was announced, or the buffer runs low. */
    void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Claims nothing any more; returns when the last claim is through, but no later than after this time. */
    void stop(Duration bound) throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(bound.toMillis());
    }

    private void loop() {
        while (!stopping) {
            keepPace();
            woken = false;
            Duration pause = fillOrRest();
            if (!woken && !stopping && !pause.isZero()) {
                LockSupport.parkNanos(this, pause.toNanos());
            }
        }
    }

    private void keepPace() {
        for (long left = pace.left(); left > 0 && !stopping; left = pace.left()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** Jobs share this memory and may use it up, which must not be the end of claiming. */
    private Duration fillOrRest() {
        try {
            return fill();
        } catch (Throwable exhausted) {
            reconnector.tell("claim", exhausted, settings.poll());
            return settings.poll();
        }
    }

    /** Claims once if the buffer is low; gives how long to rest then. */
    private Duration fill() {
        Buffer.Level level = buffer.level();
        int left = level.waiting();
        int spare = scope.spare();
        int free = Math.max(0, level.free() - spare);
        if (free == 0 && (spare > 0 || left > ahead / 2 || ahead == 0)) {
            return level.free() == 0 ? preempt() : settings.poll();
        }
        adapt(left, spare > 0 ? 0 : settings.prefetch());
        int wanted = Math.max(1, free + ahead - left);
        pace.begin();
        Optional<ClaimReply> reply = claim(wanted, free, request -> request);
        int claimed = reply.map(all -> all.claims().size()).orElse(0);
        pace.end(claimed, wanted);
        leftThen = left + claimed;
        return claimed > 0 ? Duration.ZERO : untilNext(reply);
    }

    /** All slots are taken: claims URGENT jobs for those whose jobs can give way, and has these do so. */
    private Duration preempt() {
        int wanted = scope.preemptible();
        if (wanted > 0) {
            pace.begin();
            int claimed = claim(wanted, 0, ClaimRequest::onlyUrgent)
                    .map(all -> all.claims().size())
                    .orElse(0);
            pace.end(claimed, wanted);
        }
        scope.preempt();
        return settings.poll();
    }

    /** Follows the rate at which jobs were taken since the last claim. */
    private void adapt(int left, int most) {
        long now = System.nanoTime();
        double taken = Math.max(0, leftThen - left);
        double nanos = Math.max(1, now - lastClaim);
        lastClaim = now;
        ahead = (int) Math.min(most, taken / nanos * AHEAD.toNanos());
        buffer.lowMark(ahead / 2);
    }

    private Optional<ClaimReply> claim(int limit, int free, UnaryOperator<ClaimRequest> wish) {
        Optional<ClaimReply> reply = reconnector
                .ask("claim", () -> {
                    long token = ThreadLocalRandom.current().nextLong();
                    return scope.request(token, limit, free).map(wish).map(queue::claim);
                })
                .flatMap(found -> found);
        reply.ifPresent(all -> takeOver(all.claims()));
        return reply;
    }

    private void takeOver(List<Claim> claims) {
        List<Attempt> added = List.of();
        try {
            added = held.add(claims);
            buffer.add(scope.admit(added));
        } catch (Throwable exhausted) {
            held.forget(added);
            throw exhausted;
        }
    }

    /** The poll interval, a quarter more or less so that workers do not march in step; shorter if a job is due before. */
    private Duration untilNext(Optional<ClaimReply> reply) {
        double factor = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
        Duration poll = Duration.ofNanos(Math.round(settings.poll().toNanos() * factor));
        return reply.flatMap(ClaimReply::nextDue)
                .filter(due -> due.compareTo(poll) < 0)
                .map(due -> due.plusMillis(1))
                .orElse(poll);
    }
}

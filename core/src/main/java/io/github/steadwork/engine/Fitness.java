package io.github.steadwork.engine;

import io.github.steadwork.config.JobConfig;
import io.github.steadwork.config.JobSetting;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.Vitals;
import io.github.steadwork.queue.WorkerRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How fit this worker is, as of its last look: its figures, what it lacks, and how many of its slots it should use. One that is
 * clearly less fit than its peers uses fewer, so that they get the work; so heavy workers shed load, and nobody assigns it.
 */
final class Fitness {

    /** Below this part of its peers' average a worker's score is clearly below theirs. Its load alone does not bring it there. */
    private static final double CLEARLY_BELOW = 0.7;

    private static final double SMALLEST_SHARE = 0.25;

    /** What one attempt weighs in the success of the latest. */
    private static final double WEIGHT = 0.05;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long COLLECTION_PAUSE = Duration.ofMinutes(1).toNanos();

    private final Supplier<Resources> source;
    private final JobConfig config;
    private final JobListener listener;
    private volatile Vitals vitals = Vitals.UNKNOWN;
    private volatile Optional<String> lack = Optional.empty();
    private volatile double share = 1;
    private volatile double success = 1;
    private String told = "";
    private long lastLook = System.nanoTime() - 2 * SECOND;
    private long lastCollection = lastLook;

    Fitness(Supplier<Resources> source, JobConfig config, JobListener listener) {
        this.source = source;
        this.config = config;
        this.listener = listener;
    }

    /** Counts attempts that have ended; called by one thread at a time. */
    void count(List<Ended> ended) {
        double now = success;
        for (Ended one : ended) {
            if (one.outcome() instanceof Outcome.Succeeded) {
                now += WEIGHT * (1 - now);
            } else if (one.outcome() instanceof Outcome.Retry || one.outcome() instanceof Outcome.Failed) {
                now -= WEIGHT * now;
            }
        }
        success = now;
    }

    /** As {@link #look}, but no more than once a second, for who asks after each job. */
    Vitals lookNowAndThen() {
        return System.nanoTime() - lastLook < SECOND ? vitals : look(0);
    }

    /** Looks at the resources, with this part of the slots taken. */
    Vitals look(double load) {
        lastLook = System.nanoTime();
        Resources resources = source.get();
        vitals = new Vitals(resources.cpu(), resources.heap(), load, success);
        if (load == 0 && past("heap", resources.heap(), JobSetting.GUARD_HEAP).isPresent()) {
            collect();
        }
        lack = past("heap", resources.heap(), JobSetting.GUARD_HEAP)
                .or(() -> past("cpu", resources.cpu(), JobSetting.GUARD_CPU))
                .or(() -> past("disk", resources.disk(), JobSetting.GUARD_DISK));
        tell();
        return vitals;
    }

    /** Where nothing runs nothing is collected, and a heap that was full once would keep the worker from work for ever. */
    private void collect() {
        if (lastLook - lastCollection > COLLECTION_PAUSE) {
            lastCollection = lastLook;
            System.gc();
        }
    }

    private Optional<String> past(String what, double use, JobSetting guard) {
        double most = config.guard(guard);
        return use < most || most == 1
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%s is at %.0f %%, allowed is less than %.0f %%", what, use * 100, most * 100));
    }

    /** Compares itself with workers that look into the same queues, and works. */
    void compare(List<WorkerRecord> others) {
        double own = vitals.score(1);
        double peers = others.stream()
                .filter(this::isPeer)
                .mapToDouble(peer -> peer.score(Set.of()))
                .average()
                .orElse(0);
        double wanted = own < CLEARLY_BELOW * peers ? Math.max(SMALLEST_SHARE, own / peers) : 1;
        share = wanted == 1 ? 1 : (share + wanted) / 2; // by halves: its score rises with each slot that it leaves free
        tell();
    }

    private boolean isPeer(WorkerRecord other) {
        return other.slots() > 0 && other.state().works() && !Collections.disjoint(other.queues(), config.queues());
    }

    /** How many slots to use. */
    int slots() {
        return Math.max(1, (int) Math.round(config.workers() * share));
    }

    /** What is past its threshold, so that nothing should be claimed; empty if nothing is. */
    Optional<String> lack() {
        return lack;
    }

    private synchronized void tell() {
        String now = lack.orElseGet(() -> slots() < config.workers()
                ? "it is clearly less fit than its peers, and leaves some of its slots to them"
                : "");
        boolean same = now.isEmpty() == told.isEmpty() && now.split(" ", 2)[0].equals(told.split(" ", 2)[0]);
        if (!same) {
            listener.on(now.isEmpty() ? new JobEvent.ClaimsRestored() : new JobEvent.ClaimsReduced(now));
            told = now;
        }
    }
}

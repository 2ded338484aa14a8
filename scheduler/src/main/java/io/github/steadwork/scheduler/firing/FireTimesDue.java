package io.github.steadwork.scheduler.firing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The fire times of a schedule that have come, and what its misfire policy makes of them.
 *
 * @param fires those to be fired, in order
 * @param missed how many are not
 * @param next the first one that has not come yet, or that is left for the next look because there are so many
 */
record FireTimesDue(List<Fire> fires, long missed, Optional<Instant> next) {

    /** What has passed for longer than this was missed; nodes look more often by far, unless there are none. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final int MOST_AT_ONCE = 1_000;
    private static final int COUNTED_AT_MOST = 10_000;

    /** One of them. */
    record Fire(Instant at, RunTrigger trigger) {}

    /** From the first fire time that has not been dealt with, until now. */
    static FireTimesDue of(Definition definition, Instant first, Instant now) {
        Timing timing = definition.timing();
        if (timing.followsRuns()) {
            return new FireTimesDue(List.of(new Fire(first, RunTrigger.SCHEDULE)), 0, Optional.empty());
        }
        Late late = Late.before(now.minus(GRACE), first, timing, kept(definition));
        List<Fire> fires = new ArrayList<>();
        late.newest.forEach(at -> fires.add(new Fire(at, RunTrigger.MISFIRE)));
        Optional<Instant> next = late.then;
        while (next.isPresent() && !next.get().isAfter(now) && fires.size() < MOST_AT_ONCE) {
            fires.add(new Fire(next.get(), RunTrigger.SCHEDULE));
            next = timing.next(next.get());
        }
        return new FireTimesDue(fires, late.count - late.newest.size(), next);
    }

    private static int kept(Definition definition) {
        return switch (definition.misfire()) {
            case SKIP -> 0;
            case FIRE_ONCE -> 1;
            case FIRE_ALL -> definition.misfiresAtMost();
        };
    }

    /** What was missed: how many, the newest of them, and what comes then. A count that is too large stops where it is. */
    private record Late(long count, Deque<Instant> newest, Optional<Instant> then) {

        static Late before(Instant cutoff, Instant first, Timing timing, int kept) {
            Deque<Instant> newest = new ArrayDeque<>();
            Optional<Instant> at = Optional.of(first);
            long count = 0;
            while (at.isPresent() && at.get().isBefore(cutoff)) {
                if (++count == COUNTED_AT_MOST) {
                    return new Late(
                            count, newestBefore(cutoff, first, timing, kept), timing.next(cutoff.minusMillis(1)));
                }
                keep(newest, at.get(), kept);
                at = timing.next(at.get());
            }
            return new Late(count, newest, at);
        }

        /** Looks from the end, a longer while each time, for nobody can walk through all. */
        private static Deque<Instant> newestBefore(Instant cutoff, Instant first, Timing timing, int kept) {
            Deque<Instant> newest = new ArrayDeque<>();
            Instant begin = cutoff;
            for (long seconds = 1; newest.size() < kept && begin.isAfter(first); seconds *= 2) {
                newest.clear();
                Instant earlier = cutoff.minusSeconds(seconds);
                begin = earlier.isBefore(first) ? first : earlier;
                Optional<Instant> at = timing.next(begin.minusMillis(1));
                while (at.isPresent() && at.get().isBefore(cutoff)) {
                    keep(newest, at.get(), kept);
                    at = timing.next(at.get());
                }
            }
            return newest;
        }

        private static void keep(Deque<Instant> newest, Instant at, int most) {
            newest.addLast(at);
            if (newest.size() > most) {
                newest.removeFirst();
            }
        }
    }
}

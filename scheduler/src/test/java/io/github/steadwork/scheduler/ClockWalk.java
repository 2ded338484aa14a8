package io.github.steadwork.scheduler;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The oracle: walks through time tick by tick, looks at the wall clock of a zone and decides at each tick whether an
 * expression is due. It knows no transitions, only what the clock shows and the latest that it has shown so far.
 */
final class ClockWalk {

    private static final long WARM_UP_SECONDS = 3 * 86_400;

    private final RandomCron cron;
    private final ZoneId zone;
    private final long tick;

    ClockWalk(RandomCron cron, ZoneId zone, long tickSeconds) {
        this.cron = cron;
        this.zone = zone;
        this.tick = tickSeconds;
    }

    /** All fire times from the first to before the second instant, both whole ticks. */
    List<Instant> fireTimes(Instant from, Instant to) {
        List<Instant> fires = new ArrayList<>();
        long shown = latestShownBefore(from.getEpochSecond());
        for (long now = from.getEpochSecond(); now < to.getEpochSecond(); now += tick) {
            long clock = clockAt(now);
            if (isDue(clock, shown)) {
                fires.add(Instant.ofEpochSecond(now));
            }
            shown = Math.max(shown, clock);
        }
        return fires;
    }

    private long latestShownBefore(long start) {
        long shown = Long.MIN_VALUE;
        for (long now = start - WARM_UP_SECONDS; now < start; now += tick) {
            shown = Math.max(shown, clockAt(now));
        }
        return shown;
    }

    private boolean isDue(long clock, long shown) {
        boolean shownBefore = clock <= shown;
        if (matches(clock)) {
            return !shownBefore || cron.everyHour() || cron.repeating();
        }
        return !cron.everyHour() && leaptOverAMatch(shown, clock);
    }

    private boolean leaptOverAMatch(long shown, long clock) {
        for (long missed = shown + tick; missed < clock; missed += tick) {
            if (matches(missed)) {
                return true;
            }
        }
        return false;
    }

    private long clockAt(long epochSecond) {
        return epochSecond
                + zone.getRules().getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
    }

    private boolean matches(long clock) {
        return cron.matches(LocalDateTime.ofEpochSecond(clock, 0, ZoneOffset.UTC));
    }
}

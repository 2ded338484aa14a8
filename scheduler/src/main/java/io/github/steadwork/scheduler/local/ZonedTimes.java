package io.github.steadwork.scheduler.local;

import io.github.steadwork.scheduler.local.ZoneTimeline.Stretch;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A local pattern on the clock of a zone. What becomes of a pattern where the clock is changed:
 *
 * <ul>
 *   <li>A pattern that names hours <i>makes up</i> for what a gap takes: at the first instant after the gap, once.
 *   <li>A pattern whose minutes or seconds repeat, or that matches every hour, fires in <i>both passes</i> of a repeated
 *       hour; one that names its times exactly fires in the first pass only.
 * </ul>
 *
 * <p>Safe for use by several threads.
 */
public final class ZonedTimes {

    private final LocalPattern pattern;
    private final ZoneTimeline timeline;
    private final boolean makesUp;
    private final boolean bothPasses;

    /** A hint only: threads may overwrite each other's, since a stretch is immutable and is checked before use. */
    private @Nullable Stretch lastUsed;

    /** The pattern on the clock of this zone. */
    public ZonedTimes(LocalPattern pattern, ZoneId zone) {
        this.pattern = pattern;
        this.timeline = ZoneTimeline.of(zone);
        this.makesUp = !pattern.isEveryHour();
        this.bothPasses = pattern.isEveryHour() || pattern.isRepeating();
    }

    /** The first fire time after this epoch second, as epoch second; {@link LocalPattern#NONE} if there is none. */
    public long nextAfter(long second) {
        Stretch stretch = timeline.at(second, lastUsed);
        long searched = searchedUpTo(stretch, second);
        long local = pattern.nextAfter(searched);
        while (local != LocalPattern.NONE && local - stretch.offset() >= stretch.end()) {
            Stretch following = timeline.following(stretch);
            if (makesUp && isMissed(local, following)) {
                return stretch.end();
            }
            stretch = following;
            long from = searchedUpTo(stretch, stretch.start() - 1);
            // What was found stays the first unless the clock went back before it or has been put past it.
            if (from < searched || from >= local) {
                local = pattern.nextAfter(from);
            }
            searched = from;
        }
        lastUsed = stretch;
        return local == LocalPattern.NONE ? LocalPattern.NONE : local - stretch.offset();
    }

    private long searchedUpTo(Stretch stretch, long second) {
        long local = second + stretch.offset();
        return bothPasses ? local : Math.max(local, stretch.reached() - 1);
    }

    /** Whether a time that matches lies in what the clock leaps over, where this stretch begins. */
    private boolean isMissed(long local, Stretch following) {
        long unreached = local >= following.reached() ? local : pattern.nextAfter(following.reached() - 1);
        return unreached < following.localStart();
    }
}

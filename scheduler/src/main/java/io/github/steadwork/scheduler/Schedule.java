package io.github.steadwork.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When something is due, as a function of time. An immutable value, safe for use by several threads; made by
 * {@link Schedules}.
 *
 * <p>Where the clock of a zone is changed, the rules are these (docs/scheduling.md has them with examples):
 *
 * <ul>
 *   <li>A local time that does not exist, because the clock leaps over it, is due at the first instant after the leap. Several
 *       such times are one.
 *   <li>A local time that is shown twice is due at the first of the two.
 *   <li>What recurs in every hour, and intervals, follow elapsed time: they go on through a repeated hour and make up for
 *       nothing after a leap. A cron expression that repeats within hours it names goes on through a repeated hour, too.
 * </ul>
 *
 * <p>Fire times lie in the years 1 to 9999. What comes before or after is not computed: a question from before is answered
 * as if it were asked at the start of year 1.
 *
 * <p>Whether a schedule is enabled, from when until when it is used, and by how much its jobs are spread (jitter) is not
 * part of this value. A fire time is the identity of one firing and must be the same on every node; those are settings of
 * what is stored around it.
 */
public sealed interface Schedule
        permits DelaySchedule, EitherSchedule, ExceptSchedule, IntervalSchedule, LocalSchedule, OnceSchedule {

    /** How many fire times one preview may ask for. */
    int LONGEST_PREVIEW = 10_000;

    /**
     * The first fire time after this instant, never this instant itself; empty if there is none any more.
     *
     * @param after for a {@linkplain Schedules#delay fixed delay} the end of the last run, otherwise any instant
     */
    Optional<Instant> next(Instant after);

    /**
     * The next fire times, in order; fewer if there are no more. A fixed delay is shown as if its runs took no time.
     *
     * @param n 0 to {@link #LONGEST_PREVIEW}
     * @throws IllegalArgumentException if {@code n} is out of range
     */
    default List<Instant> preview(Instant after, int n) {
        if (n < 0 || n > LONGEST_PREVIEW) {
            throw new IllegalArgumentException("preview of " + n + " fire times, allowed are 0 to " + LONGEST_PREVIEW);
        }
        List<Instant> times = new ArrayList<>(n);
        Optional<Instant> next = n == 0 ? Optional.empty() : next(after);
        while (next.isPresent()) {
            times.add(next.get());
            next = times.size() == n ? Optional.empty() : next(next.get());
        }
        return List.copyOf(times);
    }

    /** A sentence for people, without full stop: "Daily at 06:00 America/New_York". Not meant to be read back. */
    String describe();

    /** The form to store; {@link ScheduleSpec#toSchedule()} makes an equal schedule of it. */
    ScheduleSpec spec();
}

package io.github.steadwork.scheduler;

import io.github.steadwork.scheduler.local.LocalPattern;
import io.github.steadwork.scheduler.local.ZonedTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/** Times on the clock of a zone: cron expressions and calendar builders. */
final class LocalSchedule implements Schedule {

    private static final long FIRST_SECOND = FireTimes.FIRST.getEpochSecond();
    private static final long LAST_SECOND = FireTimes.LAST.getEpochSecond();

    private final ScheduleSpec spec;
    private final LocalPattern pattern;
    private final ZoneId zone;
    private final ZonedTimes times;

    LocalSchedule(ScheduleSpec spec, LocalPattern pattern, ZoneId zone) {
        this.spec = spec;
        this.pattern = pattern;
        this.zone = zone;
        this.times = new ZonedTimes(pattern, zone);
    }

    @Override
    public Optional<Instant> next(Instant after) {
        long second = Math.max(after.getEpochSecond(), FIRST_SECOND - 1);
        if (second >= LAST_SECOND) {
            return Optional.empty();
        }
        long fire = times.nextAfter(second);
        return fire > LAST_SECOND ? Optional.empty() : Optional.of(Instant.ofEpochSecond(fire));
    }

    @Override
    public String describe() {
        return pattern.describe() + " " + zone.getId();
    }

    @Override
    public ScheduleSpec spec() {
        return spec;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocalSchedule schedule && schedule.spec.equals(spec);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(spec);
    }

    @Override
    public String toString() {
        return describe();
    }
}

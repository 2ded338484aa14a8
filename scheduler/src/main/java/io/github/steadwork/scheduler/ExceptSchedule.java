package io.github.steadwork.scheduler;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A schedule without the fire times that fall on some dates. */
record ExceptSchedule(ScheduleSpec.Except spec, Schedule schedule) implements Schedule {

    ExceptSchedule(ScheduleSpec.Except spec) {
        this(spec, spec.schedule().toSchedule());
    }

    @Override
    public Optional<Instant> next(Instant after) {
        Optional<Instant> fire = schedule.next(after);
        while (fire.isPresent()) {
            LocalDate date = LocalDate.ofInstant(fire.get(), spec.zone());
            if (!spec.dates().contains(date)) {
                return fire;
            }
            // Leaps over the rest of the day, of which there may be 86,400 fire times; but never backwards, since a
            // clock that is put back over midnight shows a date again.
            Instant endOfDay =
                    date.plusDays(1).atStartOfDay(spec.zone()).toInstant().minusNanos(1);
            fire = schedule.next(endOfDay.isAfter(fire.get()) ? endOfDay : fire.get());
        }
        return fire;
    }

    @Override
    public String describe() {
        int dates = spec.dates().size();
        return schedule.describe() + ", except on "
                + (dates == 1 ? spec.dates().iterator().next() : dates + " dates");
    }

    @Override
    public String toString() {
        return describe();
    }
}

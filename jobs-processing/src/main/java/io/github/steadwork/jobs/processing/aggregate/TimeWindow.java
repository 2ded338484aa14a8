package io.github.steadwork.jobs.processing.aggregate;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Windows of time. They begin at multiples of {@code every} from the beginning of 1970, which was a Thursday; of times without
 * a zone likewise. A window holds its beginning, and not its end. For weeks and months group by {@code date_trunc}.
 *
 * @param size how long a window is, in whole seconds; of a DATE in whole days
 * @param every how long after one window the next begins, of which the size is a multiple; the size itself if not said
 */
public record TimeWindow(Duration size, Duration every) {

    private static final int MOST_OVERLAPS = 1_000;
    private static final long DAY = Duration.ofDays(1).toSeconds();

    /** Refuses lengths that are no whole seconds, or do not fit together. */
    public TimeWindow {
        every = Objects.requireNonNullElse(every, size);
        if (size == null || !isWhole(size) || !isWhole(every)) {
            throw new IllegalArgumentException(
                    "window: size is " + size + " and every " + every + ", allowed are whole seconds, as PT15M");
        }
        if (size.toSeconds() % every.toSeconds() != 0 || size.toSeconds() / every.toSeconds() > MOST_OVERLAPS) {
            throw new IllegalArgumentException("window: size is " + size + " and every " + every
                    + ", allowed is a size that is a multiple of every, at most " + MOST_OVERLAPS + " times");
        }
    }

    private static boolean isWhole(Duration length) {
        return length.equals(Duration.ofSeconds(length.toSeconds())) && !length.isNegative() && !length.isZero();
    }

    void check(ColumnType type) {
        if (!type.isTemporal()) {
            throw new DataException("a window needs times, but these are " + type + "; convert them first");
        }
        if (type == ColumnType.DATE && every.toSeconds() % DAY != 0) {
            throw new DataException("a window of a DATE has whole days, but this is " + this);
        }
    }

    /** Into how many windows a time falls. */
    int overlaps() {
        return (int) (size.toSeconds() / every.toSeconds());
    }

    /** The beginning of a window that the time falls into: the latest for 0, the ones before it for 1 and so on. */
    Object start(Object time, int earlier) {
        long step = every.toSeconds();
        if (time instanceof LocalDate date) {
            return LocalDate.ofEpochDay(start(date.toEpochDay() * DAY, step, earlier) / DAY);
        }
        if (time instanceof LocalDateTime local) {
            return LocalDateTime.ofEpochSecond(
                    start(local.toEpochSecond(ZoneOffset.UTC), step, earlier), 0, ZoneOffset.UTC);
        }
        return Instant.ofEpochSecond(start(((Instant) time).getEpochSecond(), step, earlier));
    }

    private static long start(long seconds, long step, int earlier) {
        return Math.floorDiv(seconds, step) * step - earlier * step;
    }
}

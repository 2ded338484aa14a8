package io.github.steadwork.jobs.processing.validate;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Values;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Times are not older than some length before the job runs: the newest one, so that it is noticed when a source has stopped
 * to grow, which fails the job as an error; or every one, so that old rows are rejected.
 *
 * @param column its name, of a DATE, LOCAL_DATE_TIME or INSTANT
 * @param maxAge how old a time may be
 * @param scope the newest or every one; the newest if not said
 * @param zone in which times without a zone are meant, as {@code Europe/Berlin}; UTC if blank. Of a DATE the end of its day counts
 * @param severity ERROR if not said
 */
public record FreshnessRule(String column, Duration maxAge, Scope scope, String zone, Severity severity)
        implements ValidationRule {

    /** Which times are looked at. */
    public enum Scope {
        /** The newest of all rows. */
        NEWEST,
        /** That of every row. */
        EVERY
    }

    /** Refuses a length that is not positive, and an unknown zone. */
    public FreshnessRule {
        Rules.columns(List.of(Objects.requireNonNullElse(column, "")), "freshness");
        scope = Objects.requireNonNullElse(scope, Scope.NEWEST);
        zone = Objects.requireNonNullElse(zone, "");
        severity = Rules.severity(severity);
        if (maxAge == null || maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("freshness: maxAge is " + maxAge + ", allowed is one as PT24H");
        }
        zoneOf(zone);
    }

    private static ZoneId zoneOf(String zone) {
        try {
            return ZoneId.of(zone.isBlank() ? "UTC" : zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "freshness: zone is '" + zone + "', allowed is a time zone as Europe/Berlin or UTC", e);
        }
    }

    /** The same for every row. */
    public FreshnessRule everyRow() {
        return new FreshnessRule(column, maxAge, Scope.EVERY, zone, severity);
    }

    /** The same with times that are meant in this zone. */
    public FreshnessRule zone(ZoneId id) {
        return new FreshnessRule(column, maxAge, scope, id.getId(), severity);
    }

    @Override
    public FreshnessRule warning() {
        return new FreshnessRule(column, maxAge, scope, zone, Severity.WARNING);
    }

    @Override
    public void addTo(RulePlan.Builder plan) {
        ColumnType type = plan.schema().column(column).type();
        if (!type.isTemporal()) {
            throw new DataException(
                    "freshness needs times, but column '" + column + "' is " + type + "; convert it first");
        }
        Instant oldest = plan.setting().now().minus(maxAge);
        if (scope == Scope.EVERY) {
            plan.addTimeliness("freshness", column, severity, value -> failure(value, oldest));
        } else {
            int index = plan.schema().index(column);
            plan.addWhole("freshness", column, severity, Dimension.TIMELINESS, () -> new Newest(index, type, oldest));
        }
    }

    private @Nullable String failure(@Nullable Object value, Instant oldest) {
        return value == null || instant(value).isBefore(oldest)
                ? Casts.quoted(Casts.text(value)) + " is older than " + maxAge
                : null;
    }

    private Instant instant(Object value) {
        ZoneId place = zoneOf(zone);
        if (value instanceof LocalDate date) {
            return date.plusDays(1).atStartOfDay(place).toInstant();
        }
        return value instanceof LocalDateTime time ? time.atZone(place).toInstant() : (Instant) value;
    }

    private final class Newest implements WholeCheck {

        private final int index;
        private final ColumnType type;
        private final Instant oldest;
        private @Nullable Object newest;

        Newest(int index, ColumnType type, Instant oldest) {
            this.index = index;
            this.type = type;
            this.oldest = oldest;
        }

        @Override
        public void see(Row row) {
            see(row.get(index));
        }

        private void see(@Nullable Object value) {
            if (value != null && (newest == null || Values.compare(value, newest) > 0)) {
                newest = value;
            }
        }

        @Override
        public String state() {
            return Objects.requireNonNullElse(Casts.text(newest), "");
        }

        @Override
        public void merge(String state) {
            see(state.isEmpty() ? null : Casts.parse(state, type));
        }

        @Override
        public @Nullable String failure() {
            String wrong = FreshnessRule.this.failure(newest, oldest);
            return wrong == null ? null : newest == null ? "there is no time at all" : "the newest, " + wrong;
        }
    }
}

package io.github.steadwork.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void calendarBuildersFireOnTheClockOfTheirZone() {
        assertThat(first(Schedules.daily(LocalTime.of(6, 0), NEW_YORK))).isEqualTo("2026-01-01T11:00:00Z");
        assertThat(first(Schedules.hourly(20, NEW_YORK))).isEqualTo("2026-01-01T00:20:00Z");
        assertThat(first(Schedules.everyMinutes(15, NEW_YORK))).isEqualTo("2026-01-01T00:15:00Z");
        assertThat(first(Schedules.everyMinutes(30, NEW_YORK))).isEqualTo("2026-01-01T00:30:00Z");
        assertThat(first(Schedules.weekly(Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 30), NEW_YORK)))
                .isEqualTo("2026-01-05T14:30:00Z");
        assertThat(first(Schedules.monthly(28, LocalTime.MIDNIGHT, NEW_YORK))).isEqualTo("2026-01-28T05:00:00Z");
    }

    @Test
    void theLastDayOfAMonthHasItsOwnLength() {
        Schedule last = Schedules.monthlyOnLastDay(LocalTime.of(23, 59, 59), ZoneOffset.UTC);
        assertThat(last.preview(Instant.parse("2028-01-15T00:00:00Z"), 4))
                .extracting(Instant::toString)
                .containsExactly(
                        "2028-01-31T23:59:59Z", "2028-02-29T23:59:59Z", "2028-03-31T23:59:59Z", "2028-04-30T23:59:59Z");
    }

    @Test
    void everyScheduleIsPutIntoWords() {
        assertThat(Schedules.daily(LocalTime.of(6, 0), NEW_YORK)).hasToString("Daily at 06:00 America/New_York");
        assertThat(Schedules.everyMinutes(15, NEW_YORK)).hasToString("Every 15 minutes America/New_York");
        assertThat(Schedules.hourly(5, NEW_YORK)).hasToString("Hourly at minute 5 America/New_York");
        assertThat(Schedules.monthly(3, LocalTime.NOON, NEW_YORK))
                .hasToString("On day 3 of the month at 12:00 America/New_York");
        assertThat(Schedules.interval(Duration.ofMinutes(90)))
                .hasToString("Every 1 hour 30 minutes from 1970-01-01T00:00:00Z");
        assertThat(Schedules.delay(Duration.ofMillis(1_500)))
                .hasToString("1 second 500 milliseconds after the end of the last run");
        assertThat(Schedules.once(NEW_YEAR)).hasToString("Once at 2026-01-01T00:00:00Z");
        assertThat(Schedules.either(Schedules.once(NEW_YEAR), Schedules.hourly(5, NEW_YORK)))
                .hasToString("Once at 2026-01-01T00:00:00Z; or Hourly at minute 5 America/New_York");
        assertThat(except(Schedules.hourly(5, NEW_YORK), "2026-12-25", "2026-12-26"))
                .hasToString("Hourly at minute 5 America/New_York, except on 2 dates");
        assertThat(except(Schedules.hourly(5, NEW_YORK), "2026-12-25"))
                .hasToString("Hourly at minute 5 America/New_York, except on 2026-12-25");
    }

    @Test
    void anIntervalKeepsItsRateOnBothSidesOfTheAnchor() {
        Schedule interval = Schedules.interval(Duration.ofHours(7), NEW_YEAR);
        assertThat(interval.next(NEW_YEAR)).contains(Instant.parse("2026-01-01T07:00:00Z"));
        assertThat(interval.next(NEW_YEAR.minusNanos(1))).contains(NEW_YEAR);
        assertThat(interval.next(NEW_YEAR.minusMillis(1))).contains(NEW_YEAR);
        assertThat(interval.next(NEW_YEAR.minus(Duration.ofHours(8)))).contains(Instant.parse("2025-12-31T17:00:00Z"));
        assertThat(interval.next(Instant.parse("2026-01-01T06:59:59.999999999Z")))
                .contains(Instant.parse("2026-01-01T07:00:00Z"));
    }

    @Test
    void aDelayCountsFromTheEndOfTheLastRun() {
        Schedule delay = Schedules.delay(Duration.ofMinutes(10));
        assertThat(delay.next(NEW_YEAR)).contains(NEW_YEAR.plusSeconds(600));
        assertThat(delay.next(NEW_YEAR.plusNanos(1)))
                .contains(NEW_YEAR.plusSeconds(600).plusMillis(1));
    }

    @Test
    void onceIsDueOnce() {
        Schedule once = Schedules.once(NEW_YEAR);
        assertThat(once.preview(NEW_YEAR.minusNanos(1), 5)).containsExactly(NEW_YEAR);
        assertThat(once.next(NEW_YEAR)).isEmpty();
    }

    @Test
    void eitherOfTwoFiresInOrderAndOnceWhereTheyMeet() {
        Schedule six = Schedules.daily(LocalTime.of(6, 0), ZoneOffset.UTC);
        Schedule twelveHourly = Schedules.interval(Duration.ofHours(12), Instant.parse("2026-01-01T06:00:00Z"));
        assertThat(Schedules.either(six, twelveHourly, Schedules.once(NEW_YEAR.plusSeconds(1)))
                        .preview(NEW_YEAR, 4))
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-01-01T00:00:01Z", "2026-01-01T06:00:00Z", "2026-01-01T18:00:00Z", "2026-01-02T06:00:00Z");
    }

    @Test
    void exceptedDatesAreThoseOfTheirOwnZone() {
        // 23:30 in New York is already the next day in UTC.
        Schedule late = Schedules.daily(LocalTime.of(23, 30), NEW_YORK);
        Schedule there = Schedules.except(late, List.of(LocalDate.of(2026, 1, 2)), NEW_YORK);
        Schedule here = Schedules.except(late, List.of(LocalDate.of(2026, 1, 2)), ZoneOffset.UTC);
        assertThat(first(there)).isEqualTo("2026-01-01T04:30:00Z");
        assertThat(there.preview(NEW_YEAR, 3)).doesNotContain(Instant.parse("2026-01-03T04:30:00Z"));
        assertThat(here.preview(NEW_YEAR, 3))
                .doesNotContain(Instant.parse("2026-01-02T04:30:00Z"))
                .contains(Instant.parse("2026-01-03T04:30:00Z"));
    }

    @Test
    void whatTheClockPutOnAnotherDateCountsThere() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Schedule daily = Schedules.daily(LocalTime.of(6, 0), apia);
        Schedule except = Schedules.except(daily, List.of(LocalDate.of(2011, 12, 31)), apia);
        assertThat(except.next(Instant.parse("2011-12-29T16:00:00Z"))).contains(Instant.parse("2011-12-31T16:00:00Z"));
    }

    @Test
    void aLongHolidayIsLeaptOver() {
        List<LocalDate> decade =
                LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2036, 1, 1)).toList();
        Schedule everySecond = Schedules.cron("* * * * * *", ZoneOffset.UTC);
        assertThat(Schedules.except(everySecond, decade, ZoneOffset.UTC).next(NEW_YEAR))
                .contains(Instant.parse("2036-01-01T00:00:00Z"));
    }

    @Test
    void anExceptedDateThatIsShownAgainStaysExcepted() {
        // Clocks in Santiago went from midnight back to 23:00 of the day before.
        ZoneId santiago = ZoneId.of("America/Santiago");
        Schedule hourly = Schedules.hourly(30, santiago);
        Schedule except = Schedules.except(hourly, List.of(LocalDate.of(2025, 4, 5)), santiago);
        assertThat(except.next(Instant.parse("2025-04-05T12:00:00Z"))).contains(Instant.parse("2025-04-06T04:30:00Z"));
    }

    @Test
    void anExceptedDateThatComesBackAfterTheNextHasBegunIsNotAnEndlessLoop() {
        // Clocks in St John's went from 00:01 back to 23:01, so that 7 November began twice.
        ZoneId stJohns = ZoneId.of("America/St_Johns");
        Schedule hourly = Schedules.hourly(30, stJohns);
        Schedule except = Schedules.except(hourly, List.of(LocalDate.of(2010, 11, 6)), stJohns);
        assertThat(except.next(Instant.parse("2010-11-06T12:00:00Z"))).contains(Instant.parse("2010-11-07T04:00:00Z"));
    }

    @Test
    void aDelayThatEndsOnAnExceptedDateCountsAnewFromItsEnd() {
        Schedule delay = Schedules.except(
                Schedules.delay(Duration.ofMinutes(10)), List.of(LocalDate.of(2026, 1, 1)), ZoneOffset.UTC);
        assertThat(first(delay)).isEqualTo("2026-01-02T00:10:00Z");
    }

    @Test
    void fireTimesLieInTheYears1To9999() {
        for (Schedule schedule : List.of(
                Schedules.cron("0 0 * * MON", NEW_YORK),
                Schedules.interval(Duration.ofDays(7)),
                Schedules.delay(Duration.ofDays(7)),
                except(Schedules.daily(LocalTime.NOON, NEW_YORK), "2026-12-25"))) {
            assertThat(schedule.next(Instant.MAX)).as(schedule.describe()).isEmpty();
            assertThat(schedule.next(Instant.parse("9999-12-31T23:59:59Z"))).isEmpty();
            assertThat(schedule.next(Instant.MIN).orElseThrow())
                    .as(schedule.describe())
                    .isBetween(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("0001-01-09T00:00:00Z"));
        }
    }

    @Test
    void aPreviewGivesAsManyAsAskedForOrAsThereAre() {
        assertThat(Schedules.hourly(0, NEW_YORK).preview(NEW_YEAR, 0)).isEmpty();
        assertThat(Schedules.hourly(0, NEW_YORK).preview(NEW_YEAR, 24)).hasSize(24);
        assertThatThrownBy(() -> Schedules.hourly(0, NEW_YORK).preview(NEW_YEAR, -1))
                .hasMessageContaining("-1")
                .hasMessageContaining("0 to 10000");
        assertThatThrownBy(() -> Schedules.hourly(0, NEW_YORK).preview(NEW_YEAR, 10_001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aScheduleIsSharedByThreads() {
        Schedule schedule = Schedules.cron("30 1,2 * * *", NEW_YORK);
        List<Instant> expected = schedule.preview(NEW_YEAR, 2_000);
        List<Boolean> same = IntStream.range(0, 16)
                .parallel()
                .mapToObj(n -> schedule.preview(NEW_YEAR, 2_000).equals(expected))
                .toList();
        assertThat(same).containsOnly(true);
    }

    @Test
    void badNumbersAreRefusedByName() {
        refused(() -> Schedules.everyMinutes(45, NEW_YORK), "minutes is 45", "15");
        refused(() -> Schedules.hourly(60, NEW_YORK), "minute is 60", "0 to 59");
        refused(() -> Schedules.monthly(29, LocalTime.NOON, NEW_YORK), "day is 29", "1 to 28");
        refused(() -> Schedules.weekly(Set.of(), LocalTime.NOON, NEW_YORK), "days is empty", "one to seven");
        refused(() -> Schedules.daily(LocalTime.of(6, 0, 0, 1), NEW_YORK), "at is 06:00:00.000000001", "whole seconds");
        refused(() -> Schedules.interval(Duration.ZERO), "period is PT0S", "1 ms");
        refused(() -> Schedules.interval(Duration.ofNanos(1)), "period", "whole milliseconds");
        refused(() -> Schedules.delay(Duration.ofSeconds(-1)), "delay is PT-1S", "1 ms");
        refused(() -> Schedules.delay(Duration.ofDays(40_000)), "delay", "100 years");
        refused(() -> Schedules.once(Instant.MAX), "at is", "9999");
        refused(() -> Schedules.once(NEW_YEAR.plusNanos(1)), "at is", "whole milliseconds");
        refused(() -> new ScheduleSpec.Either(List.of()), "schedules are 0", "two or more");
    }

    private static void refused(Runnable call, String what, String allowed) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(allowed);
    }

    private static Schedule except(Schedule schedule, String... dates) {
        return Schedules.except(
                schedule, List.of(dates).stream().map(LocalDate::parse).toList(), NEW_YORK);
    }

    private static String first(Schedule schedule) {
        return schedule.next(NEW_YEAR).orElseThrow().toString();
    }
}

package io.github.steadwork.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule for clock changes, at changes that happened. */
class DaylightSavingTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
    private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");
    private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");
    private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
    private static final ZoneId TROLL = ZoneId.of("Antarctica/Troll");

    @Test
    void aTimeThatTheClockLeapsOverIsDueAtTheFirstInstantAfterTheLeap() {
        assertThat(cron("30 2 * * *", NEW_YORK, "2026-03-07T12:00:00-05:00", 3))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00", "2026-03-10T02:30-04:00");
        assertThat(cron("30 2 * * *", BERLIN, "2026-03-28T12:00:00+01:00", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    }

    @Test
    void severalTimesInOneLeapAreOneFireTime() {
        assertThat(cron("10,20,50 2 * * *", NEW_YORK, "2026-03-07T12:00:00-05:00", 2))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:10-04:00");
        assertThat(cron("*/15 2 * * *", NEW_YORK, "2026-03-07T12:00:00-05:00", 2))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
    }

    @Test
    void aTimeInALeapAndOneAtItsEndAreOneFireTime() {
        assertThat(cron("0 2,3 * * *", NEW_YORK, "2026-03-08T00:00:00-05:00", 2))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
    }

    @Test
    void aTimeThatIsShownTwiceIsDueAtTheFirstOfTheTwo() {
        assertThat(cron("30 1 * * *", NEW_YORK, "2026-10-31T12:00:00-04:00", 2))
                .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
        assertThat(cron("0,30 2 * * *", BERLIN, "2026-10-24T12:00:00+02:00", 3))
                .containsExactly("2026-10-25T02:00+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:00+01:00");
    }

    @Test
    void askedWithinTheSecondPassAFixedTimeIsDueOnTheNextDay() {
        assertThat(cron("30 1 * * *", NEW_YORK, "2026-11-01T01:10:00-05:00", 1))
                .containsExactly("2026-11-02T01:30-05:00");
    }

    @Test
    void whatRecursInEveryHourGoesOnThroughARepeatedHour() {
        assertThat(cron("*/30 * * * *", NEW_YORK, "2026-11-01T00:30:00-04:00", 5))
                .containsExactly(
                        "2026-11-01T01:00-04:00",
                        "2026-11-01T01:30-04:00",
                        "2026-11-01T01:00-05:00",
                        "2026-11-01T01:30-05:00",
                        "2026-11-01T02:00-05:00");
        assertThat(cron("15 * * * *", BERLIN, "2026-10-25T01:30:00+02:00", 3))
                .containsExactly("2026-10-25T02:15+02:00", "2026-10-25T02:15+01:00", "2026-10-25T03:15+01:00");
    }

    @Test
    void whatRecursInEveryHourMakesUpForNothingAfterALeap() {
        assertThat(cron("15 * * * *", NEW_YORK, "2026-03-08T00:30:00-05:00", 2))
                .containsExactly("2026-03-08T01:15-05:00", "2026-03-08T03:15-04:00");
        assertThat(cron("*/30 * * * *", NEW_YORK, "2026-03-08T01:00:00-05:00", 3))
                .containsExactly("2026-03-08T01:30-05:00", "2026-03-08T03:00-04:00", "2026-03-08T03:30-04:00");
    }

    @Test
    void whatRepeatsWithinNamedHoursGoesOnThroughARepeatedHour() {
        assertThat(cron("*/30 1 * * *", NEW_YORK, "2026-11-01T00:30:00-04:00", 5))
                .containsExactly(
                        "2026-11-01T01:00-04:00",
                        "2026-11-01T01:30-04:00",
                        "2026-11-01T01:00-05:00",
                        "2026-11-01T01:30-05:00",
                        "2026-11-02T01:00-05:00");
    }

    @Test
    void everySecondHourIsATimeOfDayAndFiresOnceForEach() {
        assertThat(cron("0 */2 * * *", NEW_YORK, "2026-03-08T00:00:00-05:00", 2))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-08T04:00-04:00");
        assertThat(cron("0 1-23/2 * * *", NEW_YORK, "2026-11-01T00:00:00-04:00", 2))
                .containsExactly("2026-11-01T01:00-04:00", "2026-11-01T03:00-05:00");
    }

    @Test
    void theSecondsOfALeapAndOfARepeatedHourFollowTheSameRules() {
        assertThat(cron("15 59 2 * * *", NEW_YORK, "2026-03-07T12:00:00-05:00", 1))
                .containsExactly("2026-03-08T03:00-04:00");
        assertThat(cron("*/30 59 * * * *", NEW_YORK, "2026-11-01T01:59:00-04:00", 3))
                .containsExactly("2026-11-01T01:59:30-04:00", "2026-11-01T01:59-05:00", "2026-11-01T01:59:30-05:00");
    }

    @Test
    void buildersFollowTheSameRules() {
        assertThat(times(Schedules.daily(LocalTime.of(2, 30), NEW_YORK), NEW_YORK, "2026-03-08T00:00:00-05:00", 2))
                .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:30-04:00");
        assertThat(times(Schedules.everyMinutes(30, LORD_HOWE), LORD_HOWE, "2026-04-05T01:20:00+11:00", 3))
                .containsExactly("2026-04-05T01:30+11:00", "2026-04-05T01:30+10:30", "2026-04-05T02:00+10:30");
        assertThat(times(Schedules.hourly(0, NEW_YORK), NEW_YORK, "2026-11-01T00:30:00-04:00", 3))
                .containsExactly("2026-11-01T01:00-04:00", "2026-11-01T01:00-05:00", "2026-11-01T02:00-05:00");
    }

    @Test
    void anIntervalKnowsNoClockChanges() {
        Schedule interval = Schedules.interval(Duration.ofMinutes(90), Instant.parse("2026-03-08T06:00:00Z"));
        assertThat(times(interval, NEW_YORK, "2026-03-08T00:00:00-05:00", 3))
                .containsExactly("2026-03-08T01:00-05:00", "2026-03-08T03:30-04:00", "2026-03-08T05:00-04:00");
    }

    @Test
    void lordHoweLeapsAndRepeatsHalfAnHour() {
        assertThat(cron("15 2 * * *", LORD_HOWE, "2026-10-03T12:00:00+10:30", 2))
                .containsExactly("2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00");
        assertThat(cron("45 1 * * *", LORD_HOWE, "2026-04-04T12:00:00+11:00", 2))
                .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
        assertThat(cron("15 1 * * *", LORD_HOWE, "2026-04-04T12:00:00+11:00", 2))
                .containsExactly("2026-04-05T01:15+11:00", "2026-04-06T01:15+10:30");
    }

    @Test
    void midnightIsDueOnDaysThatBeginLater() {
        assertThat(cron("0 0 * * *", CAIRO, "2025-04-24T12:00:00+02:00", 2))
                .containsExactly("2025-04-25T01:00+03:00", "2025-04-26T00:00+03:00");
        assertThat(cron("@daily", SANTIAGO, "2025-09-06T12:00:00-04:00", 2))
                .containsExactly("2025-09-07T01:00-03:00", "2025-09-08T00:00-03:00");
    }

    @Test
    void theHourBeforeMidnightIsDueOnceWhereItIsRepeated() {
        assertThat(cron("30 23 * * *", SANTIAGO, "2025-04-05T12:00:00-03:00", 2))
                .containsExactly("2025-04-05T23:30-03:00", "2025-04-06T23:30-04:00");
        assertThat(cron("0 0 * * *", SANTIAGO, "2025-04-05T12:00:00-03:00", 1))
                .containsExactly("2025-04-06T00:00-04:00");
    }

    @Test
    void aDayThatTheCalendarSkippedIsDueAtItsEnd() {
        assertThat(cron("0 6 * * *", APIA, "2011-12-29T07:00:00-10:00", 3))
                .containsExactly("2011-12-31T00:00+14:00", "2011-12-31T06:00+14:00", "2012-01-01T06:00+14:00");
        assertThat(cron("0 * * * *", APIA, "2011-12-29T22:30:00-10:00", 2))
                .containsExactly("2011-12-29T23:00-10:00", "2011-12-31T00:00+14:00");
    }

    @Test
    void trollLeapsAndRepeatsTwoHours() {
        assertThat(cron("30 1,2 * * *", TROLL, "2026-03-28T12:00:00Z", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T01:30+02:00");
        assertThat(cron("30 1,2 * * *", TROLL, "2026-10-24T12:00:00+02:00", 3))
                .containsExactly("2026-10-25T01:30+02:00", "2026-10-25T02:30+02:00", "2026-10-26T01:30Z");
    }

    @Test
    void aChangeFarInTheFutureFollowsTheRulesOfTheZone() {
        assertThat(cron("30 2 * * *", NEW_YORK, "2150-03-07T12:00:00-05:00", 2))
                .containsExactly("2150-03-08T03:00-04:00", "2150-03-09T02:30-04:00");
        assertThat(cron("30 1 * * *", NEW_YORK, "2150-10-31T12:00:00-04:00", 2))
                .containsExactly("2150-11-01T01:30-04:00", "2150-11-02T01:30-05:00");
    }

    private static List<String> cron(String expression, ZoneId zone, String after, int n) {
        return times(Schedules.cron(expression, zone), zone, after, n);
    }

    private static List<String> times(Schedule schedule, ZoneId zone, String after, int n) {
        return schedule.preview(ZonedDateTime.parse(after).toInstant(), n).stream()
                .map(fire -> fire.atZone(zone).toOffsetDateTime().toString())
                .toList();
    }
}

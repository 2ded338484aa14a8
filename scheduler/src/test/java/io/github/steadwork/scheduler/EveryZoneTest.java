package io.github.steadwork.scheduler;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random expressions against the oracle, around clock changes of every zone that the JDK knows. */
class EveryZoneTest {

    /** Before it, zones had offsets with seconds, which the walk by minutes would step over. */
    private static final Instant WHOLE_MINUTES = Instant.parse("1973-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2110-01-01T00:00:00Z");
    private static final long SEED = Long.getLong("steadwork.seed", 20_260_308);

    private final Random random = new Random(SEED);

    @Test
    void fireTimesByTheMinuteAreThoseOfTheOracleInEveryZone() {
        for (ZoneId zone : everyZone()) {
            for (Instant change : changes(zone.getRules(), 2)) {
                Instant from = change.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(30));
                compare(RandomCron.ofFive(random), zone, from, Duration.ofHours(60), 60);
            }
        }
    }

    @Test
    void fireTimesByTheSecondAreThoseOfTheOracleInEveryZone() {
        for (ZoneId zone : everyZone()) {
            for (Instant change : changes(zone.getRules(), 1)) {
                if (random.nextInt(8) == 0) {
                    compare(RandomCron.ofSix(random), zone, change.minusSeconds(3_000), Duration.ofMinutes(170), 1);
                }
            }
        }
    }

    /** The expressions are compared with the oracle by the other tests. */
    @Test
    void buildersAreDueAsTheirExpressionsAreInEveryZone() {
        for (ZoneId zone : everyZone()) {
            for (Instant change : changes(zone.getRules(), 2)) {
                int hour = random.nextInt(4);
                int minute = random.nextInt(60);
                int day = 1 + random.nextInt(28);
                LocalTime at = LocalTime.of(hour, minute);
                String time = minute + " " + hour + " ";
                same(Schedules.daily(at, zone), time + "* * *", zone, change);
                same(Schedules.hourly(minute, zone), minute + " * * * *", zone, change);
                same(Schedules.everyMinutes(15, zone), "*/15 * * * *", zone, change);
                same(Schedules.everyMinutes(30, zone), "*/30 * * * *", zone, change);
                same(Schedules.weekly(EnumSet.of(SATURDAY, SUNDAY), at, zone), time + "* * SAT,SUN", zone, change);
                same(Schedules.monthly(day, at, zone), time + day + " * *", zone, change);
                same(Schedules.monthlyOnLastDay(at, zone), time + "L * *", zone, change);
            }
        }
    }

    private void same(Schedule built, String expression, ZoneId zone, Instant change) {
        Schedule read = Schedules.cron(expression, zone);
        for (int question = 0; question < 6; question++) {
            Instant after = change.plusSeconds(random.nextInt(-100_000, 100_000));
            assertThat(built.next(after))
                    .as("%s, '%s' after %s, seed %d", built.describe(), expression, after, SEED)
                    .isEqualTo(read.next(after));
        }
    }

    @Test
    void fireTimesOfAWholeYearAreThoseOfTheOracle() {
        for (String id : List.of("America/New_York", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Casablanca")) {
            Instant from = LocalDate.of(2000 + random.nextInt(104), 1, 1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            for (int round = 0; round < 2; round++) {
                compare(RandomCron.ofFive(random), ZoneId.of(id), from, Duration.ofDays(366), 60);
            }
        }
    }

    @Test
    void daysAreThoseOfTheCalendarThroughLeapYearsAndCenturies() {
        for (int round = 0; round < 200; round++) {
            RandomCron cron = RandomCron.ofFive(random);
            int year = List.of(1896, 1996, 2023, 2096, 2396).get(random.nextInt(5));
            LocalDate from = LocalDate.of(year, 1, 1);
            Schedule schedule = Schedules.cron(cron.text(), ZoneOffset.UTC);
            List<LocalDate> expected =
                    from.datesUntil(from.plusYears(8)).filter(cron.day()).toList();
            assertThat(daysOf(schedule, from, from.plusYears(8)))
                    .as("%s from %s, seed %d", cron.text(), from, SEED)
                    .isEqualTo(expected);
        }
    }

    /** The days with a fire time, found by leaping from the end of one to the next. */
    private static List<LocalDate> daysOf(Schedule schedule, LocalDate from, LocalDate to) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate day = from.minusDays(1);
        while (true) {
            Instant endOfDay = day.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
            var next = schedule.next(endOfDay).map(fire -> LocalDate.ofInstant(fire, ZoneOffset.UTC));
            if (next.isEmpty() || !next.get().isBefore(to)) {
                return days;
            }
            day = next.get();
            days.add(day);
        }
    }

    /** Of zones that are alike in all their rules, one. */
    private static Collection<ZoneId> everyZone() {
        Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            zones.putIfAbsent(ZoneId.of(id).getRules(), ZoneId.of(id));
        }
        return zones.values();
    }

    private void compare(RandomCron cron, ZoneId zone, Instant from, Duration length, long tick) {
        Instant to = from.plus(length);
        List<Instant> expected = new ClockWalk(cron, zone, tick).fireTimes(from, to);
        Schedule schedule = Schedules.cron(cron.text(), zone);
        List<Instant> found = new ArrayList<>();
        schedule.next(from.minusSeconds(1)).ifPresent(found::add);
        while (!found.isEmpty() && found.get(found.size() - 1).isBefore(to)) {
            Instant last = found.get(found.size() - 1);
            found.add(schedule.next(last).orElse(to));
        }
        found.removeIf(fire -> !fire.isBefore(to));
        assertThat(found)
                .as("'%s' in %s from %s to %s, seed %d", cron.text(), zone, from, to, SEED)
                .isEqualTo(expected);
        for (int question = 0; question < 20; question++) {
            Instant after = from.plusSeconds(random.nextLong(length.toSeconds()));
            assertThat(schedule.next(after).filter(fire -> fire.isBefore(to)))
                    .as("'%s' in %s after %s, seed %d", cron.text(), zone, after, SEED)
                    .isEqualTo(expected.stream()
                            .filter(fire -> fire.isAfter(after))
                            .findFirst());
        }
    }

    /** Some clock changes of a zone; a zone without any gives an instant to look at all the same. */
    private List<Instant> changes(ZoneRules rules, int count) {
        List<Instant> all = new ArrayList<>();
        ZoneOffsetTransition change = rules.nextTransition(WHOLE_MINUTES);
        while (change != null && change.getInstant().isBefore(END)) {
            all.add(change.getInstant());
            change = rules.nextTransition(change.getInstant());
        }
        if (all.isEmpty()) {
            return List.of(Instant.parse("2026-02-28T12:00:00Z"));
        }
        List<Instant> some = new ArrayList<>();
        for (int chosen = 0; chosen < count; chosen++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }
}

package io.github.steadwork.scheduler;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A random cron expression together with what it means, made side by side from the same dice: the meaning is plain
 * java.time and sets, and knows nothing of how expressions are read.
 */
record RandomCron(
        String text,
        Set<Integer> seconds,
        Set<Integer> minutes,
        Set<Integer> hours,
        Predicate<LocalDate> day,
        boolean repeating) {

    private static final String[] WEEKDAYS = {"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"};
    private static final String[] MONTHS = {
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"
    };

    /** One field: its text and the numbers that it allows. */
    private record Field(String text, Set<Integer> numbers, boolean repeats) {}

    /** The days field: its text, what it allows, and whether it is a star. */
    private record Days(String text, Predicate<LocalDate> matches, boolean star) {}

    boolean matches(LocalDateTime local) {
        return seconds.contains(local.getSecond())
                && minutes.contains(local.getMinute())
                && hours.contains(local.getHour())
                && day.test(local.toLocalDate());
    }

    boolean everyHour() {
        return hours.size() == 24;
    }

    /** Five fields, so second 0. */
    static RandomCron ofFive(Random random) {
        return of(random, new Field("0", Set.of(0), false), false);
    }

    /** Six fields; where both days are restricted, one of them becomes a question mark. */
    static RandomCron ofSix(Random random) {
        return of(random, field(random, 0, 59), true);
    }

    private static RandomCron of(Random random, Field second, boolean six) {
        Field minute = field(random, 0, 59);
        Field hour = random.nextInt(3) == 0 ? new Field("*", span(0, 23, 1), true) : field(random, 0, 23);
        Field month = random.nextInt(3) > 0 ? new Field("*", span(1, 12, 1), true) : month(random);
        Days monthDays = random.nextBoolean() ? star(six ? "?" : "*") : monthDays(random);
        boolean onlyOne = six && !monthDays.star();
        Days weekDays = onlyOne ? star("?") : random.nextBoolean() ? star("*") : weekDays(random);
        Predicate<LocalDate> days = monthDays.star()
                ? weekDays.matches()
                : weekDays.star() ? monthDays.matches() : monthDays.matches().or(weekDays.matches());
        String text = String.join(" ", minute.text(), hour.text(), monthDays.text(), month.text(), weekDays.text());
        return new RandomCron(
                six ? second.text() + " " + text : text,
                second.numbers(),
                minute.numbers(),
                hour.numbers(),
                days.and(date -> month.numbers().contains(date.getMonthValue())),
                minute.repeats() || second.repeats());
    }

    private static Field field(Random random, int first, int last) {
        int a = first + random.nextInt(last - first + 1);
        int b = first + random.nextInt(last - first + 1);
        int step = 1 + random.nextInt((last - first) / 2);
        return switch (random.nextInt(6)) {
            case 0 -> new Field("*", span(first, last, 1), true);
            case 1 -> new Field("*/" + step, span(first, last, step), true);
            case 2 -> new Field(a + "-" + b, wrapped(a, b, first, last), false);
            case 3 -> new Field(a + "/" + step, span(a, last, step), true);
            case 4 -> new Field(a + "," + b, new TreeSet<>(List.of(Math.min(a, b), Math.max(a, b))), false);
            default -> new Field(Integer.toString(a), Set.of(a), false);
        };
    }

    private static Field month(Random random) {
        Field numbers = field(random, 1, 12);
        if (!numbers.text().matches("\\d+")) {
            return numbers;
        }
        return new Field(MONTHS[Integer.parseInt(numbers.text()) - 1], numbers.numbers(), false);
    }

    private static Days star(String text) {
        return new Days(text, date -> true, true);
    }

    private static Days monthDays(Random random) {
        int n = 1 + random.nextInt(31);
        return switch (random.nextInt(6)) {
            case 0 -> new Days("L", date -> date.getDayOfMonth() == date.lengthOfMonth(), false);
            case 1 -> {
                int back = 1 + random.nextInt(20);
                yield new Days("L-" + back, date -> date.getDayOfMonth() == date.lengthOfMonth() - back, false);
            }
            case 2 -> new Days("LW", date -> date.equals(nearest(date, date.lengthOfMonth())), false);
            case 3 -> new Days(n + "W", date -> n <= date.lengthOfMonth() && date.equals(nearest(date, n)), false);
            case 4 -> new Days(n + ",L", date -> date.getDayOfMonth() == n || isLast(date), false);
            default -> new Days(Integer.toString(n), date -> date.getDayOfMonth() == n, false);
        };
    }

    private static boolean isLast(LocalDate date) {
        return date.getDayOfMonth() == date.lengthOfMonth();
    }

    /** The weekday of this month that is nearest to the day, looked for by going outwards from it. */
    private static LocalDate nearest(LocalDate month, int day) {
        LocalDate target = month.withDayOfMonth(day);
        for (int distance : new int[] {0, -1, 1, -2, 2}) {
            LocalDate candidate = target.plusDays(distance);
            if (candidate.getMonth() == month.getMonth()
                    && candidate.getDayOfWeek().getValue() <= 5) {
                return candidate;
            }
        }
        throw new AssertionError("no weekday near " + target);
    }

    private static Days weekDays(Random random) {
        int a = random.nextInt(7);
        int b = random.nextInt(7);
        DayOfWeek weekday = DayOfWeek.of(a + 1);
        return switch (random.nextInt(4)) {
            case 0 ->
                new Days(
                        WEEKDAYS[a] + "L",
                        date -> date.equals(date.with(TemporalAdjusters.lastInMonth(weekday))),
                        false);
            case 1 -> {
                int nth = 1 + random.nextInt(5);
                yield new Days(
                        WEEKDAYS[a] + "#" + nth,
                        date -> date.getDayOfWeek() == weekday && (date.getDayOfMonth() + 6) / 7 == nth,
                        false);
            }
            case 2 ->
                new Days(
                        WEEKDAYS[a] + "-" + WEEKDAYS[b],
                        date -> wrapped(a, b, 0, 6).contains(date.getDayOfWeek().getValue() - 1),
                        wrapped(a, b, 0, 6).size() == 7);
            default -> new Days(WEEKDAYS[a], date -> date.getDayOfWeek() == weekday, false);
        };
    }

    private static Set<Integer> span(int from, int to, int step) {
        Set<Integer> numbers = new TreeSet<>();
        for (int number = from; number <= to; number += step) {
            numbers.add(number);
        }
        return numbers;
    }

    private static Set<Integer> wrapped(int from, int to, int first, int last) {
        List<Integer> numbers = new ArrayList<>(List.of(from));
        int number = from;
        while (number != to) {
            number = number == last ? first : number + 1;
            numbers.add(number);
        }
        return new TreeSet<>(numbers);
    }
}

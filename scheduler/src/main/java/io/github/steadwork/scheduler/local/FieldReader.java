package io.github.steadwork.scheduler.local;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.And;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.expression.QuestionMark;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.IntegerFieldValue;
import com.cronutils.model.field.value.SpecialChar;
import java.util.List;

/** Turns the fields that cron-utils took apart into masks. What makes no sense is an IllegalArgumentException. */
final class FieldReader {

    private static final int LAST_WEEK = 5;
    private static final int WEEKDAYS = DayRule.WEEKDAYS;

    private final int monday;

    /** For weekdays that are counted so that Monday is this. */
    FieldReader(int monday) {
        this.monday = monday;
    }

    /** Bit {@code n} for the number {@code n}. */
    static long numbers(FieldExpression field, int first, int last) {
        long mask = 0;
        for (FieldExpression part : parts(field)) {
            int modulus = last - first + 1;
            mask |= Span.of(part, first, last, modulus).mask(modulus, first);
        }
        return mask;
    }

    /** Whether a {@code *} or a step is in this field. */
    static boolean repeats(FieldExpression field) {
        return parts(field).stream().anyMatch(part -> part instanceof Always || part instanceof Every);
    }

    static MonthDays monthDays(FieldExpression field) {
        return parts(field).stream().map(FieldReader::monthDay).reduce(new MonthDays(0, 0, 0, false), MonthDays::and);
    }

    WeekDays weekDays(FieldExpression field) {
        return parts(field).stream().map(this::weekDay).reduce(new WeekDays(0, 0, 0), WeekDays::and);
    }

    private static List<FieldExpression> parts(FieldExpression field) {
        return field instanceof And list ? list.getExpressions() : List.of(field);
    }

    private static MonthDays monthDay(FieldExpression part) {
        if (part instanceof On on) {
            long bit = 1L << Math.max(0, number(on.getTime()));
            return switch (special(on)) {
                case L -> new MonthDays(0, 1L << daysBeforeLast(on), 0, false);
                case LW -> new MonthDays(0, 0, 0, true);
                case W -> new MonthDays(0, 0, bit, false);
                default -> new MonthDays(bit, 0, 0, false);
            };
        }
        return new MonthDays(numbers(part, 1, 31), 0, 0, false);
    }

    private static int daysBeforeLast(On on) {
        int before = Math.max(0, number(on.getNth()));
        return require(before < DayRule.LONGEST_MONTH, before);
    }

    private WeekDays weekDay(FieldExpression part) {
        if (part instanceof Always || part instanceof QuestionMark) {
            return WeekDays.ALL;
        }
        if (part instanceof On on && special(on) != SpecialChar.NONE) {
            int value = number(on.getTime());
            int weekday = Math.floorMod(require(value >= 0, value) - monday, WEEKDAYS);
            if (special(on) == SpecialChar.L) {
                return new WeekDays(0, 0, 1L << weekday);
            }
            int week = number(on.getNth());
            require(week >= 1 && week <= LAST_WEEK, week);
            return new WeekDays(0, 1L << ((week - 1) * WEEKDAYS + weekday), 0);
        }
        Span span = Span.of(part, monday - 1, WEEKDAYS, WEEKDAYS);
        return new WeekDays(span.mask(WEEKDAYS, monday) >>> monday, 0, 0);
    }

    /** The numbers of one part of a list; the end of a range that wraps around is past the last number. */
    private record Span(int from, int to, int step) {

        static Span of(FieldExpression part, int first, int last, int modulus) {
            if (part instanceof Every every) {
                FieldExpression base = every.getExpression();
                int step = number(every.getPeriod());
                require(step > 0, step);
                Span span = of(base, first, last, modulus);
                return new Span(span.from, base instanceof On ? last : span.to, step);
            }
            if (part instanceof On on && special(on) == SpecialChar.NONE) {
                return new Span(number(on.getTime()), number(on.getTime()), 1);
            }
            if (part instanceof Between between) {
                int from = number(between.getFrom());
                int to = number(between.getTo());
                return new Span(from, to < from ? to + modulus : to, 1);
            }
            require(part instanceof Always || part instanceof QuestionMark, part.asString());
            return new Span(first, last, 1);
        }

        long mask(int modulus, int base) {
            long mask = 0;
            for (int value = from; value <= to; value += step) {
                mask |= 1L << (base + Math.floorMod(value - base, modulus));
            }
            return mask;
        }
    }

    private static SpecialChar special(On on) {
        return on.getSpecialChar().getValue();
    }

    private static int number(FieldValue<?> value) {
        if (value instanceof IntegerFieldValue integer) {
            return integer.getValue();
        }
        throw new IllegalArgumentException(value + " is no number");
    }

    private static <T> T require(boolean holds, T value) {
        if (!holds) {
            throw new IllegalArgumentException(value + " is not allowed here");
        }
        return value;
    }
}

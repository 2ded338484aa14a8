package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.KeyKind;
import io.github.steadwork.jobs.analysis.section.Measure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns values into one number, by a measure. Sums are compensated, so that the order of rows hardly shows in them. */
final class Tally {

    private final Measure measure;
    private final Set<Object> different = new HashSet<>(0);
    private long count;
    private double sum;
    private double lost;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    Tally(Measure measure) {
        this.measure = measure;
    }

    void add(@Nullable Object value) {
        if (value == null) {
            return;
        }
        if (measure == Measure.COUNT) {
            count++;
        } else if (measure == Measure.DISTINCT) {
            different.add(Categories.normal(value));
        } else if (value instanceof Number number && KeyKind.isFinite(number)) {
            addNumber(number.doubleValue());
        }
    }

    private void addNumber(double x) {
        count++;
        double next = sum + x;
        lost += Math.abs(sum) >= Math.abs(x) ? (sum - next) + x : (x - next) + sum;
        sum = next;
        min = Math.min(min, x);
        max = Math.max(max, x);
    }

    /** Adds what the other has seen. */
    void merge(Tally other) {
        different.addAll(other.different);
        if (other.count > 0) {
            long before = count;
            addNumber(other.sum);
            count = before + other.count;
            lost += other.lost;
            min = Math.min(min, other.min);
            max = Math.max(max, other.max);
        }
    }

    /** The number; NaN if there is none. */
    double value() {
        return switch (measure) {
            case COUNT -> count;
            case DISTINCT -> different.size();
            case SUM -> count == 0 ? Double.NaN : sum + lost;
            case MEAN -> count == 0 ? Double.NaN : (sum + lost) / count;
            case MIN -> count == 0 ? Double.NaN : min;
            case MAX -> count == 0 ? Double.NaN : max;
        };
    }

    /** Whether the measure of a whole is the sum of its parts. */
    static boolean isAdditive(Measure measure) {
        return measure == Measure.COUNT || measure == Measure.SUM;
    }
}

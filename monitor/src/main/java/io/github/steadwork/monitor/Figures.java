package io.github.steadwork.monitor;

import java.time.Duration;
import java.util.Locale;

/** How numbers and lengths of time are written for people. */
final class Figures {

    private Figures() {}

    /** As {@code 12,408}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** As {@code 410,000/s}, {@code 3.2/s}; slower than once in ten seconds as {@code 1.5/min}. */
    static String rate(double perSecond) {
        if (perSecond >= 9.95) {
            return String.format(Locale.ROOT, "%,d/s", Math.round(perSecond));
        }
        return perSecond >= 0.1 || perSecond == 0
                ? String.format(Locale.ROOT, "%.1f/s", perSecond)
                : String.format(Locale.ROOT, "%.1f/min", perSecond * 60);
    }

    /** As {@code 0.3 %}, {@code 12 %}; what is little but not nothing as {@code <0.1 %}. */
    static String share(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.05) {
            return "<0.1 %";
        }
        return percent == 0 || percent >= 9.95
                ? String.format(Locale.ROOT, "%d %%", Math.round(percent))
                : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** As {@code 0:07}, {@code 12:30}, {@code 1:02:03}, {@code 2 d 3 h}; rounded to seconds. */
    static String clock(Duration length) {
        long seconds = length.plusMillis(500).toSeconds();
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        }
        return seconds < 86_400
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d d %d h", seconds / 86_400, seconds / 3600 % 24);
    }

    /** As {@code 40 us}, {@code 1.3 ms}, {@code 250 ms}, {@code 4.2 s}, and from a minute on as {@link #clock}. */
    static String length(Duration length) {
        double micros = length.toNanos() / 1e3;
        if (micros < 999.5) {
            return Math.round(micros) + " us";
        } else if (micros < 999_500) {
            return digits(micros / 1e3) + " ms";
        }
        return micros < 59.95e6 ? digits(micros / 1e6) + " s" : clock(length);
    }

    private static String digits(double number) {
        return String.format(Locale.ROOT, number < 9.95 ? "%.1f" : "%.0f", number);
    }
}

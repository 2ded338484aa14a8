package io.github.steadwork.monitor;

import io.github.steadwork.job.DataVolume;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What happened under one name: in all, and within each step of each window. Steps are kept packed, and used again when the window
 * has passed them, so a name that is seldom busy takes little. Guarded by the history.
 */
final class Series {

    private static final Window[] WINDOWS = Window.values();
    private static final int ALL_STEPS =
            Arrays.stream(WINDOWS).mapToInt(Window::steps).sum();
    private static final long NONE = Long.MIN_VALUE / 2;

    private final long[] totals = new long[Kind.NUMBER];

    /** The steps of the first window, then those of the second, and so on. */
    private final byte[] @Nullable [] steps = new byte[ALL_STEPS][];

    /** Of each window the number of its latest step. */
    private final long[] latest = new long[WINDOWS.length];

    Series() {
        Arrays.fill(latest, NONE);
    }

    /**
     * Adds what happened at some time; what is older than a window is past.
     *
     * @param now what time it is; where it is a window's length before what was seen already, the clock was put back, and what the
     *     window shows was of another time
     * @param scratch for adding up
     */
    void add(long micros, long now, Cell seen, Sum scratch) {
        seen.addCountsTo(totals);
        int first = 0;
        for (int i = 0; i < WINDOWS.length; i++) {
            Window window = WINDOWS[i];
            long number = window.numberOf(micros);
            if (window.numberOf(now) <= latest[i] - window.steps()) {
                forget(first, window.steps());
                latest[i] = NONE;
            }
            moveOn(i, first, number);
            if (number > latest[i] - window.steps()) {
                addTo(first + window.placeOf(number), seen, scratch);
            }
            first += window.steps();
        }
    }

    private void moveOn(int i, int first, long number) {
        int length = WINDOWS[i].steps();
        if (latest[i] == NONE) {
            latest[i] = number;
        } else if (number - latest[i] >= length) {
            forget(first, length);
            latest[i] = number;
        }
        while (latest[i] < number) {
            latest[i]++;
            steps[first + WINDOWS[i].placeOf(latest[i])] = null;
        }
    }

    private void forget(int first, int length) {
        Arrays.fill(steps, first, first + length, null);
    }

    private void addTo(int place, Cell seen, Sum scratch) {
        scratch.clear();
        byte[] before = steps[place];
        if (before != null) {
            scratch.add(before);
        }
        seen.addTo(scratch);
        steps[place] = scratch.packed();
    }

    EventCounts counts() {
        return EventCounts.of(totals);
    }

    DataVolume data() {
        return Kind.volume(totals);
    }

    /** Adds what happened until now within the window that is the so-manieth of all. */
    void addTo(Sum sum, int place, long now) {
        Window window = WINDOWS[place];
        long last = latest[place];
        if (last == NONE) {
            return;
        }
        int first = 0;
        for (int i = 0; i < place; i++) {
            first += WINDOWS[i].steps();
        }
        long newest = window.numberOf(now);
        long begin = Math.max(last, newest) - window.steps() + 1;
        for (long number = begin; number <= Math.min(last, newest); number++) {
            byte[] step = steps[first + window.placeOf(number)];
            if (step != null) {
                sum.add(step);
            }
        }
    }
}

package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.numbers.NiceScale;

/** Maps numbers to places along an axis that begins and ends with a round number. */
final class Scale {

    private final NiceScale ticks;
    private final double from;
    private final double to;

    /** An axis for numbers from min to max, drawn between two places. */
    Scale(double min, double max, double from, double to) {
        double distance = Math.abs(to - from);
        this.ticks = NiceScale.of(min, max, (int) Math.max(2, Math.min(8, distance / 55)), 0);
        this.from = from;
        this.to = to;
    }

    /** The same numbers, drawn between other places. */
    private Scale(NiceScale ticks, double from, double to) {
        this.ticks = ticks;
        this.from = from;
        this.to = to;
    }

    Scale between(double start, double end) {
        return new Scale(ticks, start, end);
    }

    double place(double value) {
        double share = (value / ticks.step() - ticks.low() / ticks.step()) / ticks.steps();
        return from + (to - from) * (Double.isFinite(share) ? share : 0);
    }

    double zero() {
        return place(Math.max(ticks.low(), Math.min(0, ticks.high())));
    }

    int count() {
        return ticks.steps() + 1;
    }

    double tick(int index) {
        return ticks.value(index);
    }

    String label(int index) {
        double greatest = Math.max(Math.abs(ticks.low()), Math.abs(ticks.high()));
        return Digits.onAxis(tick(index), ticks.step(), greatest);
    }

    double widestLabel() {
        double widest = 0;
        for (int i = 0; i < count(); i++) {
            widest = Math.max(widest, Svg.width(label(i)));
        }
        return widest;
    }

    /** Lines across the area and labels to their left. */
    void drawLeft(Svg svg, Box area) {
        for (int i = 0; i < count(); i++) {
            double y = place(tick(i));
            svg.line(tick(i) == 0 ? "base" : "grid", area.x(), y, area.right(), y);
            svg.text("end num", area.x() - 8, y + 4, label(i));
        }
    }

    /** Lines up the area and labels below, as many as do not touch. */
    void drawBelow(Svg svg, Box area) {
        double distance = Math.abs(place(tick(1)) - place(tick(0)));
        int every = (int) Math.max(1, Math.ceil((widestLabel() + 10) / Math.max(1, distance)));
        for (int i = 0; i < count(); i++) {
            double x = place(tick(i));
            svg.line(tick(i) == 0 ? "base" : "grid", x, area.y(), x, area.bottom());
            if (i % every == 0) {
                svg.text("mid num", x, area.bottom() + 17, label(i));
            }
        }
    }
}

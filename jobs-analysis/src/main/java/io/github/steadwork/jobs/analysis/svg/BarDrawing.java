package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;

/** Upright bars, side by side or stacked. */
final class BarDrawing {

    private BarDrawing() {}

    static String sideBySide(Frame frame, Plot plot) {
        Upright ground = new Upright(frame, plot, plot.min(false), plot.max(false));
        int series = plot.series().size();
        double room = Math.min(ground.slot() * 0.78, 64 * series);
        double bar = room / series;
        for (int c = 0; c < plot.categories().size(); c++) {
            for (int s = 0; s < series; s++) {
                double x = ground.center(c) - room / 2 + s * bar;
                draw(ground, plot, s, c, new Span(0, plot.value(s, c), x, bar - (series > 1 ? 1 : 0)));
            }
        }
        return ground.svg().end();
    }

    static String stacked(Frame frame, Plot plot) {
        Upright ground = new Upright(frame, plot, plot.min(true), plot.max(true));
        double bar = Math.min(ground.slot() * 0.78, 64);
        for (int c = 0; c < plot.categories().size(); c++) {
            double up = 0;
            double down = 0;
            for (int s = 0; s < plot.series().size(); s++) {
                double value = plot.value(s, c);
                double base = value < 0 ? down : up;
                draw(ground, plot, s, c, new Span(base, base + value, ground.center(c) - bar / 2, bar));
                up += value > 0 ? value : 0;
                down += value < 0 ? value : 0;
            }
        }
        return ground.svg().end();
    }

    private record Span(double from, double to, double x, double width) {}

    private static void draw(Upright ground, Plot plot, int s, int c, Span span) {
        if (!Double.isFinite(span.to())) {
            return;
        }
        double a = ground.scale().place(span.from());
        double b = ground.scale().place(span.to());
        Box box = new Box(span.x(), Math.min(a, b), span.width(), Math.abs(a - b));
        ground.svg().rectangle(Drawings.fill(s), box, plot.tip(s, c, Digits.grouped(plot.value(s, c))));
    }
}

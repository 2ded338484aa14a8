package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;

/** Bars that lie, each with its value beside it. */
final class LyingBarDrawing {

    private static final double BAR = 18;
    private static final double GAP = 8;

    private LyingBarDrawing() {}

    static String draw(Frame frame, Plot plot) {
        int series = plot.series().size();
        double row = BAR * (series > 1 ? 0.7 * series : 1) + GAP;
        double widest = plot.categories().stream().mapToDouble(Svg::width).max().orElse(0);
        double left = Math.min(widest, frame.width() * 0.36) + 12;
        double height = row * plot.categories().size() + 12 + (frame.x().isEmpty() ? 0 : 22);
        Box area = new Box(
                left, 4, frame.width() - left - 64, row * plot.categories().size() + 4);
        Scale scale = new Scale(plot.min(false), plot.max(false), area.x(), area.right());
        Svg svg = new Svg(frame.width(), height, frame.label());
        for (int c = 0; c < plot.categories().size(); c++) {
            double y = area.y() + c * row + GAP / 2;
            svg.text(
                    "end",
                    left - 10,
                    y + (row - GAP) / 2 + 4,
                    Svg.fit(plot.categories().get(c), left - 12));
            for (int s = 0; s < series; s++) {
                double thick = (row - GAP) / series;
                bar(svg, plot, s, c, scale, new Box(0, y + s * thick, 0, thick - (series > 1 ? 1 : 0)));
            }
        }
        svg.line("base", scale.zero(), area.y(), scale.zero(), area.bottom());
        if (!frame.x().isEmpty()) {
            svg.text("mid axis", area.x() + area.width() / 2, height - 4, Svg.fit(frame.x(), area.width()));
        }
        return svg.end();
    }

    private static void bar(Svg svg, Plot plot, int s, int c, Scale scale, Box row) {
        double value = plot.value(s, c);
        if (!Double.isFinite(value)) {
            return;
        }
        double start = Math.min(scale.zero(), scale.place(value));
        double end = Math.max(scale.zero(), scale.place(value));
        String tip = plot.tip(s, c, Digits.grouped(value));
        svg.rectangle(Drawings.fill(s), new Box(start, row.y(), end - start, row.height()), tip);
        String label = Math.abs(value) < 1e6 ? Digits.grouped(value) : Digits.brief(value);
        svg.text("num value", end + 6, row.middle() + 4, Svg.width(label) > 60 ? Digits.brief(value) : label);
    }
}

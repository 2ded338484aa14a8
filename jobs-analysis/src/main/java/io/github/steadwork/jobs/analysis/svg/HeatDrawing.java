package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;

/** A cell per pair of categories, the more of a colour the greater its value. Categories run across, series down. */
final class HeatDrawing {

    private static final double CELL = 30;
    /** Above this share of the colour, the page's own ink is hard to read on it. */
    private static final double DARK = 0.62;

    private HeatDrawing() {}

    static String draw(Frame frame, Plot plot) {
        int rows = plot.series().size();
        double widest = plot.series().stream()
                .mapToDouble(series -> Svg.width(series.name()))
                .max()
                .orElse(0);
        double left = Math.min(widest, frame.width() * 0.3) + 12;
        CategoryAxis axis = new CategoryAxis(plot.categories(), false, frame.width() - left - 4);
        Box area = new Box(left, 4, frame.width() - left - 4, rows * CELL);
        double height = area.bottom() + axis.height() + (frame.x().isEmpty() ? 0 : 20);
        Svg svg = new Svg(frame.width(), height, frame.label());
        double max = plot.max(false);
        double min = plot.min(false);
        for (int s = 0; s < rows; s++) {
            double y = area.y() + s * CELL;
            svg.text(
                    "end",
                    left - 10,
                    y + CELL / 2 + 4,
                    Svg.fit(plot.series().get(s).name(), left - 12));
            for (int c = 0; c < plot.categories().size(); c++) {
                Box cell = new Box(area.x() + c * axis.slot() + 1, y + 1, axis.slot() - 2, CELL - 2);
                cell(svg, plot, s, c, cell, new double[] {min, max});
            }
        }
        axis.draw(svg, area);
        if (!frame.x().isEmpty()) {
            svg.text("mid axis", area.x() + area.width() / 2, height - 4, Svg.fit(frame.x(), area.width()));
        }
        return svg.end();
    }

    private static void cell(Svg svg, Plot plot, int s, int c, Box cell, double[] range) {
        double value = plot.value(s, c);
        String name = plot.series().get(s).name() + ", " + plot.categories().get(c) + ": ";
        if (!Double.isFinite(value)) {
            svg.rectangle("none", cell, name + "none");
            return;
        }
        double span = Math.max(range[1], -range[0]);
        double share = span == 0 ? 0 : Math.abs(value) / span;
        svg.shade(value < 0 ? "cold" : "heat", cell, 0.06 + 0.94 * share, name + Digits.grouped(value));
        String label = Digits.brief(value);
        if (Svg.width(label) + 4 <= cell.width()) {
            String ink = share > DARK ? "mid num onheat" : "mid num value";
            svg.text(ink, cell.x() + cell.width() / 2, cell.middle() + 4, label);
        }
    }
}

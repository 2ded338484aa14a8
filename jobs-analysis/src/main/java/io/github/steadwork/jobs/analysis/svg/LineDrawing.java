package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;

/** Lines over categories that run on. A single line has its area tinted; a missing value interrupts a line. */
final class LineDrawing {

    private static final int MOST_DOTS = 400;

    private LineDrawing() {}

    static String draw(Frame frame, Plot plot) {
        Upright ground = new Upright(frame, plot, lowest(plot), plot.max(false));
        for (int s = 0; s < plot.series().size(); s++) {
            String line = path(ground, plot, s);
            if (plot.series().size() == 1 && !line.isEmpty() && isWhole(plot)) {
                double zero = ground.scale().zero();
                String back = "L" + Svg.number(ground.center(plot.categories().size() - 1)) + " " + Svg.number(zero)
                        + "L" + Svg.number(ground.center(0)) + " " + Svg.number(zero) + "Z";
                ground.svg().path("area", line + back);
            }
            ground.svg().path(Drawings.stroke(s), line);
        }
        dots(ground, plot);
        return ground.svg().end();
    }

    /** Zero is always shown: a line that starts elsewhere exaggerates. Only negative values go below it. */
    private static double lowest(Plot plot) {
        return plot.min(false);
    }

    private static boolean isWhole(Plot plot) {
        return plot.series().get(0).values().stream().allMatch(Double::isFinite);
    }

    private static String path(Upright ground, Plot plot, int s) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int c = 0; c < plot.categories().size(); c++) {
            double value = plot.value(s, c);
            if (Double.isFinite(value)) {
                path.append(pen ? 'L' : 'M')
                        .append(Svg.number(ground.center(c)))
                        .append(' ');
                path.append(Svg.number(ground.scale().place(value)));
            }
            pen = Double.isFinite(value);
        }
        return path.toString();
    }

    private static void dots(Upright ground, Plot plot) {
        int marks = plot.categories().size() * plot.series().size();
        double radius = ground.slot() > 14 ? 3 : 1.6;
        for (int s = 0; s < plot.series().size() && marks <= MOST_DOTS; s++) {
            for (int c = 0; c < plot.categories().size(); c++) {
                double value = plot.value(s, c);
                if (Double.isFinite(value)) {
                    ground.svg()
                            .circle(
                                    Drawings.fill(s),
                                    ground.center(c),
                                    ground.scale().place(value),
                                    radius,
                                    plot.tip(s, c, Digits.grouped(value)));
                }
            }
        }
    }
}

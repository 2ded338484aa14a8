package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;

/** A point per row, on two axes of numbers. */
final class ScatterDrawing {

    /** Tips cost as much as the points themselves; in a cloud nobody points at one. */
    private static final int MOST_TIPS = 1_000;

    private ScatterDrawing() {}

    static String draw(Frame frame, Points points) {
        double minY =
                points.points().stream().mapToDouble(Points.Point::y).min().orElse(0);
        double maxY =
                points.points().stream().mapToDouble(Points.Point::y).max().orElse(1);
        double minX =
                points.points().stream().mapToDouble(Points.Point::x).min().orElse(0);
        double maxX =
                points.points().stream().mapToDouble(Points.Point::x).max().orElse(1);
        Scale rough = new Scale(minY, maxY, 0, frame.height() - 60);
        double left = rough.widestLabel() + 34;
        Box area = new Box(left, 12, frame.width() - left - 22, frame.height() - 12 - 44);
        Scale up = rough.between(area.bottom(), area.y());
        Scale across = new Scale(minX, maxX, area.x(), area.right());
        Svg svg = new Svg(frame.width(), frame.height(), frame.label());
        up.drawLeft(svg, area);
        across.drawBelow(svg, area);
        boolean tips = points.points().size() <= MOST_TIPS;
        for (Points.Point point : points.points()) {
            String tip = tips ? Digits.grouped(point.x()) + ", " + Digits.grouped(point.y()) : "";
            svg.circle(
                    Drawings.fill(point.series()) + " point", across.place(point.x()), up.place(point.y()), 2.6, tip);
        }
        svg.upright(12, area.middle(), Svg.fit(frame.y(), area.height()));
        svg.text("mid axis", area.x() + area.width() / 2, frame.height() - 4, Svg.fit(frame.x(), area.width()));
        return svg.end();
    }
}

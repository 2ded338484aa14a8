package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.statistics.NumberStatistics;
import java.util.List;

/** Boxes that lie, one below the other, on an axis of numbers. */
final class BoxDrawing {

    private static final double ROW = 34;
    private static final double HALF = 10;

    private BoxDrawing() {}

    static String draw(Frame frame, List<BoxPlot> boxes) {
        double widest =
                boxes.stream().mapToDouble(box -> Svg.width(box.name())).max().orElse(0);
        double left = Math.min(widest, frame.width() * 0.3) + 14;
        Box area = new Box(left, 4, frame.width() - left - 20, ROW * boxes.size() + 6);
        double height = area.bottom() + 24 + (frame.x().isEmpty() ? 0 : 20);
        Scale scale = new Scale(least(boxes), greatest(boxes), area.x(), area.right());
        Svg svg = new Svg(frame.width(), height, frame.label());
        scale.drawBelow(svg, area);
        for (int i = 0; i < boxes.size(); i++) {
            double y = area.y() + 3 + ROW * (i + 0.5);
            svg.text("end", left - 10, y + 4, Svg.fit(boxes.get(i).name(), left - 12));
            box(svg, scale, boxes.get(i), y);
        }
        svg.text("mid axis", area.x() + area.width() / 2, height - 4, Svg.fit(frame.x(), area.width()));
        return svg.end();
    }

    private static void box(Svg svg, Scale scale, BoxPlot box, double y) {
        NumberStatistics numbers = box.numbers();
        double low = scale.place(numbers.outliers().lowWhisker());
        double high = scale.place(numbers.outliers().highWhisker());
        double q1 = scale.place(numbers.q1());
        double q3 = scale.place(numbers.q3());
        for (double outlier : box.outliers()) {
            svg.circle("dot", scale.place(outlier), y, 2, box.name() + ": " + Digits.grouped(outlier));
        }
        svg.line("whisker", low, y, high, y);
        svg.line("whisker", low, y - HALF / 2, low, y + HALF / 2);
        svg.line("whisker", high, y - HALF / 2, high, y + HALF / 2);
        svg.rectangle("boxed", new Box(q1, y - HALF, Math.max(1.5, q3 - q1), 2 * HALF), tip(box));
        double median = scale.place(numbers.median());
        svg.line("median", median, y - HALF, median, y + HALF);
    }

    private static String tip(BoxPlot box) {
        NumberStatistics numbers = box.numbers();
        return box.name() + ": median " + Digits.grouped(numbers.median()) + ", half lie between "
                + Digits.grouped(numbers.q1()) + " and " + Digits.grouped(numbers.q3()) + "; "
                + Digits.grouped(box.count()) + " values, "
                + Digits.grouped(numbers.outliers().below() + numbers.outliers().above()) + " outliers";
    }

    private static double least(List<BoxPlot> boxes) {
        return boxes.stream().mapToDouble(box -> box.numbers().min()).min().orElse(0);
    }

    private static double greatest(List<BoxPlot> boxes) {
        return boxes.stream().mapToDouble(box -> box.numbers().max()).max().orElse(1);
    }
}

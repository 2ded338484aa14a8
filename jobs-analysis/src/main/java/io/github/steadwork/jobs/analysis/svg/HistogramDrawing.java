package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.statistics.Histogram;
import java.util.List;

/** Bars that touch, between edges on an axis of numbers. */
final class HistogramDrawing {

    private HistogramDrawing() {}

    static String draw(Frame frame, Histogram histogram) {
        List<Double> edges = histogram.edges();
        double most =
                histogram.counts().stream().mapToLong(Long::longValue).max().orElse(0);
        Scale rough = new Scale(0, most, 0, frame.height() - 60);
        double left = rough.widestLabel() + 14 + (frame.y().isEmpty() ? 0 : 20);
        double bottom = 24 + (frame.x().isEmpty() ? 0 : 20);
        Box area = new Box(left, 12, frame.width() - left - 22, frame.height() - 12 - bottom);
        Scale scale = rough.between(area.bottom(), area.y());
        Svg svg = new Svg(frame.width(), frame.height(), frame.label());
        scale.drawLeft(svg, area);
        double slot = area.width() / histogram.counts().size();
        for (int i = 0; i < histogram.counts().size(); i++) {
            double top = scale.place(histogram.counts().get(i));
            String tip = Digits.grouped(edges.get(i)) + " to " + Digits.grouped(edges.get(i + 1)) + ": "
                    + Digits.grouped(histogram.counts().get(i));
            svg.rectangle(
                    "f0", new Box(area.x() + i * slot + 0.5, top, Math.max(0.5, slot - 1), area.bottom() - top), tip);
        }
        edges(svg, area, edges);
        if (!frame.y().isEmpty()) {
            svg.upright(12, area.middle(), Svg.fit(frame.y(), area.height()));
        }
        svg.text("mid axis", area.x() + area.width() / 2, frame.height() - 4, Svg.fit(frame.x(), area.width()));
        return svg.end();
    }

    private static void edges(Svg svg, Box area, List<Double> edges) {
        double step = edges.get(1) - edges.get(0);
        double greatest = Math.max(Math.abs(edges.get(0)), Math.abs(edges.get(edges.size() - 1)));
        double widest = edges.stream()
                .mapToDouble(edge -> Svg.width(Digits.onAxis(edge, step, greatest)))
                .max()
                .orElse(0);
        double slot = area.width() / (edges.size() - 1);
        int every = (int) Math.max(1, Math.ceil((widest + 14) / slot));
        for (int i = 0; i < edges.size(); i += every) {
            double x = area.x() + i * slot;
            svg.line("tick", x, area.bottom(), x, area.bottom() + 4);
            svg.text("mid num", x, area.bottom() + 18, Digits.onAxis(edges.get(i), step, greatest));
        }
    }
}

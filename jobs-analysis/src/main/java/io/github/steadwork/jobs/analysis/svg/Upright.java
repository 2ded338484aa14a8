package io.github.steadwork.jobs.analysis.svg;

/** The ground of a chart with values up and categories across: margins as its labels need, axes, names of the axes. */
final class Upright {

    private final Frame frame;
    private final Svg svg;
    private final Box area;
    private final Scale scale;
    private final CategoryAxis axis;

    Upright(Frame frame, Plot plot, double min, double max) {
        this.frame = frame;
        double width = frame.width();
        Scale rough = new Scale(min, max, 0, frame.height() - 60);
        double left = rough.widestLabel() + 14 + (frame.y().isEmpty() ? 0 : 20);
        CategoryAxis first = new CategoryAxis(plot.categories(), plot.ordinal(), width - left - 12);
        left = Math.max(left, Math.min(width / 4, first.overhang()));
        this.axis = new CategoryAxis(plot.categories(), plot.ordinal(), width - left - 12);
        double bottom = axis.height() + (frame.x().isEmpty() ? 0 : 20);
        double extra = Math.max(0, axis.height() - 24);
        double height = frame.height() + extra;
        this.area = new Box(left, 12, width - left - 12, height - 12 - bottom);
        this.scale = rough.between(area.bottom(), area.y());
        this.svg = new Svg(width, height, frame.label());
        drawAxes(height);
    }

    private void drawAxes(double height) {
        scale.drawLeft(svg, area);
        axis.draw(svg, area);
        if (!frame.y().isEmpty()) {
            svg.upright(12, area.middle(), Svg.fit(frame.y(), area.height()));
        }
        if (!frame.x().isEmpty()) {
            svg.text("mid axis", area.x() + area.width() / 2, height - 4, Svg.fit(frame.x(), area.width()));
        }
    }

    Svg svg() {
        return svg;
    }

    Scale scale() {
        return scale;
    }

    Box area() {
        return area;
    }

    double slot() {
        return axis.slot();
    }

    double center(int category) {
        return area.x() + (category + 0.5) * axis.slot();
    }
}

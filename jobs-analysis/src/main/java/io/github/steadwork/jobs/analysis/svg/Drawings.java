package io.github.steadwork.jobs.analysis.svg;

import io.github.steadwork.jobs.analysis.statistics.Histogram;
import java.util.List;

/** Draws each kind of chart. Every drawing is one SVG element, which needs the page's style sheet for its colours. */
public final class Drawings {

    /** How many series can be told apart by colour. */
    public static final int COLOURS = 8;

    private Drawings() {}

    /** Lines. */
    public static String lines(Frame frame, Plot plot) {
        return LineDrawing.draw(frame, plot);
    }

    /** Upright bars side by side. */
    public static String bars(Frame frame, Plot plot) {
        return BarDrawing.sideBySide(frame, plot);
    }

    /** Upright bars, one on top of the other. */
    public static String stackedBars(Frame frame, Plot plot) {
        return BarDrawing.stacked(frame, plot);
    }

    /** Bars that lie. */
    public static String lyingBars(Frame frame, Plot plot) {
        return LyingBarDrawing.draw(frame, plot);
    }

    /** Coloured cells. */
    public static String heatMap(Frame frame, Plot plot) {
        return HeatDrawing.draw(frame, plot);
    }

    /** A histogram, which must have bins. */
    public static String histogram(Frame frame, Histogram histogram) {
        return HistogramDrawing.draw(frame, histogram);
    }

    /** Boxes, at least one. */
    public static String boxes(Frame frame, List<BoxPlot> boxes) {
        return BoxDrawing.draw(frame, boxes);
    }

    /** Points, at least one. */
    public static String scatter(Frame frame, Points points) {
        return ScatterDrawing.draw(frame, points);
    }

    static String fill(int series) {
        return "f" + series % COLOURS;
    }

    static String stroke(int series) {
        return "line s" + series % COLOURS;
    }
}

package io.github.steadwork.jobs.analysis.svg;

import java.util.List;

/**
 * Points of a scatter chart.
 *
 * @param series the names of the colours; one empty name if there is but one
 * @param points at least one
 */
public record Points(List<String> series, List<Point> points) {

    /** One point, and the place of its series. */
    public record Point(double x, double y, int series) {}
}

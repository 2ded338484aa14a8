package io.github.steadwork.jobs.analysis.svg;

/**
 * What all drawings have.
 *
 * @param label what the drawing shows, for those who hear it
 * @param wide whether it spans the page
 * @param x the name of the horizontal axis; empty for none
 * @param y the name of the vertical axis; empty for none
 */
public record Frame(String label, boolean wide, String x, String y) {

    double width() {
        return wide ? 1120 : 540;
    }

    double height() {
        return wide ? 340 : 320;
    }
}

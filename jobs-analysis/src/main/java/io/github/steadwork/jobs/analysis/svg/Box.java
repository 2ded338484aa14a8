package io.github.steadwork.jobs.analysis.svg;

/** A rectangle in a drawing, whose y grows downwards. */
record Box(double x, double y, double width, double height) {

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    double middle() {
        return y + height / 2;
    }
}

package io.github.steadwork.monitor;

import java.util.List;

/**
 * A column of a table.
 *
 * @param part what it shows
 * @param cells its text in each row
 * @param width how wide it is
 */
record Column(Part part, List<String> cells, int width) {

    /** What columns show, in their order from left to right. */
    enum Part {
        TYPE(100, 2, false, ""),
        BAR(70, 2, false, ""),
        PERCENT(90, 2, true, ""),
        DONE(60, 3, true, ""),
        TOTAL(50, 1, false, ""),
        RATE(40, 3, true, ""),
        ETA(80, 3, false, ""),
        RUNNING(30, 3, true, ""),
        OPERATION(20, 3, false, "\u001b[2m"),
        ID(10, 3, false, "\u001b[2m");

        /** Those of less weight give way first where the line is too short. */
        final int weight;

        /** How many spaces stand before it. */
        final int gap;

        final boolean toTheRight;

        /** How it is coloured; empty if it is not. */
        final String colour;

        Part(int weight, int gap, boolean toTheRight, String colour) {
            this.weight = weight;
            this.gap = gap;
            this.toTheRight = toTheRight;
            this.colour = colour;
        }
    }

    static Column of(Part part, List<String> cells) {
        return new Column(
                part, cells, cells.stream().mapToInt(TerminalText::width).max().orElse(0));
    }

    Column width(int other) {
        return new Column(part, cells, other);
    }

    /** What it takes of a line. */
    int taken() {
        return part.gap + width;
    }

    /** Its text in this row, filled up to its width. */
    String padded(int row, String more) {
        String text = TerminalText.fit(cells.get(row), width, more);
        return part.toTheRight ? TerminalText.padLeft(text, width) : TerminalText.padRight(text, width);
    }
}

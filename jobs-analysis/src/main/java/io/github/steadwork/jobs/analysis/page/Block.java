package io.github.steadwork.jobs.analysis.page;

import java.util.List;

/** A part of a page. */
public sealed interface Block {

    /** The heading; empty for none. */
    String title();

    /** Paragraphs below the heading; empty for none. */
    String text();

    /** Words; with a title they begin a chapter. */
    record Words(String title, String text) implements Block {}

    /** Key figures side by side. */
    record Tiles(String title, String text, List<Tile> tiles) implements Block {}

    /** One key figure. */
    record Tile(String label, String value, String note) {}

    /** A table; the note says what it leaves out. */
    record Sheet(String title, String text, Grid grid, String note) implements Block {}

    /** A drawing as SVG, with the names of its colours and its numbers as a table; the note says what it leaves out. */
    record Picture(String title, String text, boolean wide, String svg, List<String> legend, Grid grid, String note)
            implements Block {}
}

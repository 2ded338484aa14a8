package io.github.steadwork.jobs.analysis.render;

import static io.github.steadwork.jobs.analysis.svg.Markup.escape;

import io.github.steadwork.jobs.analysis.page.Grid;
import java.util.List;

/** Writes tables: with a caption and scopes, so that they can be heard as well as seen. */
final class HtmlTable {

    /** Below this, a search takes longer than a look. */
    private static final int ROWS_FOR_SEARCH = 12;

    /** Up to this length, text is not broken into lines. */
    private static final int SHORT = 18;

    private final StringBuilder out;

    HtmlTable(StringBuilder out) {
        this.out = out;
    }

    /** A table that the page's script lets the reader sort and search. */
    void interactive(String caption, Grid grid) {
        if (grid.rows().size() >= ROWS_FOR_SEARCH) {
            out.append(
                            "<input type=\"search\" class=\"search\" placeholder=\"Search these rows\" aria-label=\"Search in ")
                    .append(escape(caption.isBlank() ? "this table" : caption))
                    .append("\" hidden>");
        }
        write("<table class=\"sortable\">", caption, grid);
    }

    /** A table that stays as it is. */
    void plain(String caption, Grid grid) {
        write("<table>", caption, grid);
    }

    private void write(String tag, String caption, Grid grid) {
        out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(escape(caption.isBlank() ? "Table" : caption))
                .append("\">")
                .append(tag);
        if (!caption.isBlank()) {
            out.append("<caption>").append(escape(caption)).append("</caption>");
        }
        out.append("<thead><tr>");
        for (int i = 0; i < grid.heads().size(); i++) {
            out.append("<th scope=\"col\"").append(grid.numeric().get(i) ? " class=\"n\">" : ">");
            out.append(escape(grid.heads().get(i))).append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        grid.rows().forEach(row -> row(grid, row));
        out.append("</tbody></table></div>");
    }

    private void row(Grid grid, List<Grid.Cell> cells) {
        out.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            Grid.Cell cell = cells.get(i);
            boolean numeric = grid.numeric().get(i);
            out.append("<td").append(numeric ? " class=\"n\"" : cell.shown().length() <= SHORT ? " class=\"s\"" : "");
            if (numeric && !cell.plain().equals(cell.shown())) {
                out.append(" data-v=\"").append(escape(cell.plain())).append('"');
            }
            out.append('>').append(escape(cell.shown())).append("</td>");
        }
        out.append("</tr>\n");
    }
}

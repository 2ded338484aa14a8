package io.github.steadwork.jobs.analysis.render;

import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.page.Page;
import java.util.List;

/** Writes a page as Markdown: words, figures and tables, and the numbers of charts in place of the drawings. */
public final class MarkdownPage {

    private static final String SPECIAL = "\\`*_{}[]#|~";

    private final StringBuilder out = new StringBuilder();

    private MarkdownPage() {}

    /** The page as Markdown. */
    public static String render(Page page) {
        MarkdownPage markdown = new MarkdownPage();
        markdown.line("# " + escape(page.title()));
        markdown.line(escape(page.subtitle()));
        page.blocks().forEach(markdown::block);
        return markdown.out.toString();
    }

    private void block(Block block) {
        String level = block instanceof Block.Words ? "## " : "### ";
        line(block.title().isBlank() ? "" : level + escape(block.title()));
        for (String paragraph : block.text().split("\\R\\s*\\R", -1)) {
            line(escape(paragraph));
        }
        if (block instanceof Block.Tiles tiles) {
            tiles.tiles().forEach(this::tile);
            out.append('\n');
        } else if (block instanceof Block.Sheet sheet) {
            table(sheet.grid());
            line(escape(sheet.note()));
        } else if (block instanceof Block.Picture picture) {
            table(picture.grid());
            line(escape(picture.note()));
        }
    }

    private void tile(Block.Tile tile) {
        out.append("- **").append(escape(tile.label())).append(":** ").append(escape(tile.value()));
        if (!tile.note().isBlank()) {
            out.append(", ").append(escape(tile.note()));
        }
        out.append('\n');
    }

    private void table(Grid grid) {
        if (grid.rows().isEmpty()) {
            return;
        }
        row(grid.heads());
        out.append('|');
        grid.numeric().forEach(numeric -> out.append(numeric ? " ---: |" : " --- |"));
        out.append('\n');
        grid.rows().forEach(cells -> row(cells.stream().map(Grid.Cell::shown).toList()));
        out.append('\n');
    }

    private void row(List<String> cells) {
        out.append('|');
        cells.forEach(cell -> out.append(' ').append(escape(cell)).append(" |"));
        out.append('\n');
    }

    private void line(String text) {
        if (!text.isBlank()) {
            out.append(text).append("\n\n");
        }
    }

    /** On one line, and with everything escaped that Markdown or HTML would take for markup. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (char c : text.replaceAll("\\s+", " ").strip().toCharArray()) {
            if (c == '&') {
                escaped.append("&amp;");
            } else if (c == '<' || c == '>') {
                escaped.append(c == '<' ? "&lt;" : "&gt;");
            } else if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}

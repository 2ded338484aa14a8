package io.github.steadwork.report.pdf;

import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a page as the XHTML that is set in PDF. Whatever comes from data or specs goes through {@code escape}. */
final class PdfMarkup {

    /** The name under which the font is known. */
    static final String FONT = "Report";

    /** Tables with more columns are set across, and in small letters. */
    private static final int COLUMNS_UPRIGHT = 8;

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Typeface typeface;

    private PdfMarkup(Typeface typeface) {
        this.typeface = typeface;
    }

    static String of(Page page, Typeface typeface) {
        PdfMarkup markup = new PdfMarkup(typeface);
        markup.page(page);
        return markup.out.toString();
    }

    private void page(Page page) {
        out.append("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>");
        escape(page.title());
        out.append("</title><meta name=\"description\" content=\"");
        escape(page.subtitle().isBlank() ? page.title() : page.subtitle());
        out.append("\" /><style>").append(style()).append("</style></head><body>");
        element("h1", page.title());
        element("p class=\"subtitle\"", page.subtitle());
        element("p class=\"note\"", WRITTEN.format(page.written().atOffset(ZoneOffset.UTC)));
        page.blocks().forEach(this::block);
        out.append("</body></html>");
    }

    private static String style() {
        try (InputStream stream = PdfMarkup.class.getResourceAsStream("page.css")) {
            if (stream == null) {
                throw new IllegalStateException("page.css is missing beside " + PdfMarkup.class.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read page.css", e);
        }
    }

    private void block(Block block) {
        if (block instanceof Block.Words) {
            element("h2", block.title());
            paragraphs(block.text());
        } else if (block instanceof Block.Tiles tiles) {
            heading(tiles);
            tiles(tiles.tiles());
        } else if (block instanceof Block.Sheet sheet) {
            heading(sheet);
            table(sheet.grid());
            element("p class=\"note\"", sheet.note());
        } else if (block instanceof Block.Picture picture) {
            picture(picture);
        }
    }

    private void heading(Block block) {
        element("h3", block.title());
        paragraphs(block.text());
    }

    private void paragraphs(String text) {
        for (String paragraph : text.split("\\R\\s*\\R", -1)) {
            element("p", paragraph.strip());
        }
    }

    private void tiles(List<Block.Tile> tiles) {
        out.append("<table class=\"tiles\">");
        for (Block.Tile tile : tiles) {
            out.append("<tr>");
            element("th", tile.label());
            element("td class=\"figure\"", tile.value());
            out.append("<td>");
            escape(tile.note());
            out.append("</td></tr>");
        }
        out.append("</table>");
    }

    private void picture(Block.Picture picture) {
        out.append("<div class=\"picture\">");
        heading(picture);
        for (int i = 0; i < picture.legend().size(); i++) {
            out.append("<span class=\"legend\"><span class=\"b").append(i % 8).append("\">&#160;&#160;&#160;</span> ");
            escape(picture.legend().get(i));
            out.append("</span> ");
        }
        if (picture.svg().isEmpty()) {
            element("p class=\"note\"", "There is nothing to draw.");
        } else {
            drawing(picture);
        }
        element("p class=\"note\"", picture.note());
        out.append("</div>");
    }

    private void drawing(Block.Picture picture) {
        out.append("<div><svg alt=\"");
        escape(picture.title().isBlank() ? "Chart" : picture.title());
        out.append('"')
                .append(picture.svg(), "<svg".length(), picture.svg().length())
                .append("</div>");
    }

    private void table(Grid grid) {
        if (grid.rows().isEmpty()) {
            element("p class=\"note\"", "There are no rows.");
            return;
        }
        out.append(grid.heads().size() > COLUMNS_UPRIGHT ? "<table class=\"data across\">" : "<table class=\"data\">");
        out.append("<thead><tr>");
        for (int i = 0; i < grid.heads().size(); i++) {
            cell("th", grid.numeric().get(i), grid.heads().get(i));
        }
        out.append("</tr></thead><tbody>");
        for (List<Grid.Cell> cells : grid.rows()) {
            out.append("<tr>");
            for (int i = 0; i < cells.size(); i++) {
                cell("td", grid.numeric().get(i), cells.get(i).shown());
            }
            out.append("</tr>");
        }
        out.append("</tbody></table>");
    }

    private void cell(String name, boolean numeric, String text) {
        out.append('<').append(name).append(numeric ? " class=\"n\">" : ">");
        escape(text);
        out.append("</").append(name).append('>');
    }

    /** An element with a text; none if the text is blank. */
    private void element(String tag, String text) {
        if (!text.isBlank()) {
            out.append('<').append(tag).append('>');
            escape(text);
            out.append("</")
                    .append(tag, 0, tag.indexOf(' ') < 0 ? tag.length() : tag.indexOf(' '))
                    .append('>');
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n', '\r', '\t' -> out.append(' ');
                default -> out.appendCodePoint(typeface.has(point) ? point : '?');
            }
        });
    }
}

package io.github.steadwork.jobs.analysis.render;

import static io.github.steadwork.jobs.analysis.svg.Markup.escape;

import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Page;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a page as one HTML file, by a template. The standard one asks nothing of the network; its content security policy
 * forbids it to. Whatever
 * comes from data or specs goes through {@code escape}, and none of it into scripts or styles.
 */
public final class HtmlPage {

    private static final String STYLE = Asset.read("page.css");
    private static final String SCRIPT = Asset.read("page.js");
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
    /** With fewer chapters a list of them only takes room. */
    private static final int CHAPTERS_FOR_CONTENTS = 2;

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final HtmlTable tables = new HtmlTable(out);
    private boolean inGrid;
    private int chapter;

    private HtmlPage() {}

    /** The page as HTML, in a template. */
    public static String render(Page page, Template template) {
        Map<Template.Place, String> places = new EnumMap<>(Template.Place.class);
        places.put(Template.Place.TITLE, escape(page.title()));
        places.put(Template.Place.SUBTITLE, subtitle(page));
        places.put(Template.Place.CONTENTS, new HtmlPage().contents(page));
        places.put(Template.Place.BODY, new HtmlPage().body(page));
        places.put(Template.Place.WRITTEN, WRITTEN.format(page.written().atOffset(ZoneOffset.UTC)));
        places.put(Template.Place.STYLE, STYLE);
        places.put(Template.Place.SCRIPT, SCRIPT);
        return template.fill(places);
    }

    private static String subtitle(Page page) {
        return page.subtitle().isBlank() ? "" : "<p class=\"subtitle\">" + escape(page.subtitle()) + "</p>";
    }

    private String body(Page page) {
        page.blocks().forEach(this::block);
        endGrid();
        return out.toString();
    }

    private String contents(Page page) {
        List<String> chapters = new ArrayList<>();
        for (Block block : page.blocks()) {
            if (block instanceof Block.Words && !block.title().isBlank()) {
                chapters.add(block.title());
            }
        }
        if (chapters.size() < CHAPTERS_FOR_CONTENTS) {
            return "";
        }
        out.append("<nav aria-label=\"Contents\"><ul>");
        for (int i = 0; i < chapters.size(); i++) {
            out.append("<li><a href=\"#c").append(i + 1).append("\">");
            out.append(escape(chapters.get(i))).append("</a></li>");
        }
        out.append("</ul></nav>\n");
        return out.toString();
    }

    private void block(Block block) {
        if (block instanceof Block.Picture picture) {
            beginGrid();
            picture(picture);
            return;
        }
        endGrid();
        if (block instanceof Block.Words) {
            words(block);
        } else if (block instanceof Block.Tiles tiles) {
            tiles(tiles);
        } else if (block instanceof Block.Sheet sheet) {
            sheet(sheet);
        }
    }

    private void beginGrid() {
        if (!inGrid) {
            out.append("<div class=\"charts\">\n");
            inGrid = true;
        }
    }

    private void endGrid() {
        if (inGrid) {
            out.append("</div>\n");
            inGrid = false;
        }
    }

    private void words(Block words) {
        out.append("<section class=\"words\">");
        if (!words.title().isBlank()) {
            chapter++;
            out.append("<h2 id=\"c").append(chapter).append("\">");
            out.append(escape(words.title())).append("</h2>");
        }
        paragraphs(words.text());
        out.append("</section>\n");
    }

    private void heading(Block block) {
        if (!block.title().isBlank()) {
            out.append("<h3>").append(escape(block.title())).append("</h3>");
        }
        paragraphs(block.text());
    }

    private void paragraphs(String text) {
        for (String paragraph : text.split("\\R\\s*\\R", -1)) {
            if (!paragraph.isBlank()) {
                out.append("<p>").append(escape(paragraph.strip())).append("</p>");
            }
        }
    }

    private void tiles(Block.Tiles tiles) {
        out.append("<section>");
        heading(tiles);
        out.append("<dl class=\"tiles\">");
        for (Block.Tile tile : tiles.tiles()) {
            out.append("<div><dt>").append(escape(tile.label())).append("</dt><dd>");
            out.append(escape(tile.value())).append("</dd>");
            if (!tile.note().isBlank()) {
                out.append("<dd class=\"note\">").append(escape(tile.note())).append("</dd>");
            }
            out.append("</div>");
        }
        out.append("</dl></section>\n");
    }

    private void picture(Block.Picture picture) {
        out.append("<figure class=\"card").append(picture.wide() ? " wide" : "").append("\"><figcaption>");
        heading(picture);
        out.append("</figcaption>");
        legend(picture.legend());
        if (picture.svg().isEmpty()) {
            out.append("<p class=\"empty\">There is nothing to draw.</p>");
        } else {
            out.append("<div class=\"drawing\">").append(picture.svg()).append("</div>");
        }
        note(picture.note());
        if (!picture.grid().rows().isEmpty()) {
            out.append("<details><summary>The numbers</summary>");
            tables.plain(picture.title(), picture.grid());
            out.append("</details>");
        }
        out.append("</figure>\n");
    }

    private void legend(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        out.append("<ul class=\"legend\">");
        for (int i = 0; i < names.size(); i++) {
            out.append("<li><i class=\"b").append(i % 8).append("\"></i>");
            out.append(escape(names.get(i))).append("</li>");
        }
        out.append("</ul>");
    }

    private void sheet(Block.Sheet sheet) {
        out.append("<section class=\"card\">");
        heading(sheet);
        if (sheet.grid().rows().isEmpty()) {
            out.append("<p class=\"empty\">There are no rows.</p>");
        } else {
            tables.interactive(sheet.title(), sheet.grid());
        }
        note(sheet.note());
        out.append("</section>\n");
    }

    private void note(String note) {
        if (!note.isBlank()) {
            out.append("<p class=\"note\">").append(escape(note)).append("</p>");
        }
    }
}

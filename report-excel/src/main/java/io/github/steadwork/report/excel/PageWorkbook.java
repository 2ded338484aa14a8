package io.github.steadwork.report.excel;

import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.page.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook at work. For one thread. */
final class PageWorkbook implements AutoCloseable {

    private static final int MOST_ROWS = 1 << 20;
    private static final int LONGEST_TEXT = 32_767;
    private static final int LONGEST_NAME = 31;
    /** Excel keeps so many digits of a number. */
    private static final int MOST_DIGITS = 15;

    private static final double NARROWEST = 8;
    private static final double WIDEST = 60;
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private final Workbook workbook;
    private final Set<String> names = new HashSet<>();
    private final Worksheet overview;
    private int line;

    PageWorkbook(OutputStream out) {
        workbook = new Workbook(out, "Steadwork", null);
        overview = workbook.newWorksheet(name("Report"));
    }

    void write(Page page) {
        overview.width(0, WIDEST);
        overview.width(1, WIDEST / 2);
        heading(page.title(), 16);
        paragraph(page.subtitle());
        paragraph(WRITTEN.format(page.written().atOffset(ZoneOffset.UTC)));
        page.blocks().forEach(this::block);
    }

    private void block(Block block) {
        if (block instanceof Block.Sheet sheet) {
            table(block, sheet.grid(), sheet.note());
        } else if (block instanceof Block.Picture picture) {
            table(block, picture.grid(), picture.note());
        } else {
            heading(block.title(), 13);
            paragraph(block.text());
            if (block instanceof Block.Tiles tiles) {
                tiles.tiles().forEach(this::tile);
            }
        }
    }

    private void tile(Block.Tile tile) {
        text(overview, line, 0, tile.label());
        text(overview, line, 1, tile.value());
        text(overview, line++, 2, tile.note());
    }

    private void heading(String text, int size) {
        if (!text.isBlank()) {
            line++;
            text(overview, line, 0, text);
            overview.style(line++, 0).bold().fontSize(size).set();
        }
    }

    private void paragraph(String text) {
        if (!text.isBlank()) {
            text(overview, line, 0, text.strip());
            overview.style(line++, 0).wrapText(true).set();
        }
    }

    /** The sheet of a table; on the first one stands what it is about, and the way to it. */
    private void table(Block block, Grid grid, String note) {
        if (grid.heads().isEmpty()) {
            return;
        }
        String name = name(block.title().isBlank() ? "Table" : block.title());
        heading(block.title(), 13);
        paragraph(block.text());
        paragraph(note);
        paragraph("See sheet " + name);
        fill(workbook.newWorksheet(name), grid);
    }

    private static void fill(Worksheet sheet, Grid grid) {
        for (int column = 0; column < grid.heads().size(); column++) {
            text(sheet, 0, column, grid.heads().get(column));
            sheet.style(0, column).bold().fillColor("E4E8ED").set();
            sheet.width(column, width(grid, column));
        }
        int rows = Math.min(grid.rows().size(), MOST_ROWS - 1);
        for (int row = 0; row < rows; row++) {
            List<Grid.Cell> cells = grid.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                cell(sheet, row + 1, column, cells.get(column), grid.numeric().get(column));
            }
        }
        sheet.freezePane(0, 1);
        sheet.setAutoFilter(0, 0, Math.max(1, rows), grid.heads().size() - 1);
    }

    private static double width(Grid grid, int column) {
        int longest = grid.heads().get(column).length();
        for (List<Grid.Cell> cells : grid.rows().subList(0, Math.min(grid.rows().size(), 200))) {
            longest = Math.max(longest, cells.get(column).plain().length());
        }
        return Math.max(NARROWEST, Math.min(WIDEST, longest + 3.0));
    }

    private static void cell(Worksheet sheet, int row, int column, Grid.Cell cell, boolean numeric) {
        if (cell.plain().isEmpty()) {
            return;
        }
        if (numeric && isExact(cell.plain())) {
            sheet.value(row, column, new BigDecimal(cell.plain()));
        } else {
            text(sheet, row, column, cell.plain());
        }
    }

    private static boolean isExact(String number) {
        try {
            BigDecimal plain = new BigDecimal(number).stripTrailingZeros();
            return plain.precision() <= MOST_DIGITS + 2 && Math.abs((long) plain.scale()) <= 300;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** An inline string, which Excel never reads as a formula. */
    private static void text(Worksheet sheet, int row, int column, String text) {
        if (!text.isEmpty()) {
            String fitting = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
            sheet.inlineString(row, column, legal(fitting));
        }
    }

    /** XML has no place for most control characters and for halves of characters. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder(text.length());
        text.codePoints().map(point -> isLegal(point) ? point : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int point) {
        boolean control = point < ' ' && point != '\n' && point != '\t' && point != '\r';
        boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !control && !half && point != 0xFFFE && point != 0xFFFF;
    }

    /** A name that Excel allows, and that no other sheet has. */
    private String name(String title) {
        String allowed =
                legal(title).replaceAll("[\\\\/?*\\[\\]:\\p{Cntrl}]+", " ").strip();
        String base = allowed.replaceAll("^'+|'+$", "").strip();
        String wanted = base.isEmpty() ? "Table" : base;
        String name = cut(wanted, LONGEST_NAME);
        for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
            String end = " " + i;
            name = cut(wanted, LONGEST_NAME - end.length()) + end;
        }
        return name;
    }

    private static String cut(String text, int length) {
        String cut = text.length() > length ? text.substring(0, length) : text;
        boolean half = !cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1));
        return (half ? cut.substring(0, cut.length() - 1) : cut).strip();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}

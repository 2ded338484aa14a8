package io.github.steadwork.format.excel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sheets, those of this format and those that another program would have written. */
class ExcelFormatTest {

    private static final Schema ALL = Schema.of(
            Column.of("id", ColumnType.LONG),
            Column.of("price", ColumnType.DECIMAL),
            Column.of("rate", ColumnType.DOUBLE),
            Column.of("paid", ColumnType.BOOLEAN),
            Column.of("day", ColumnType.DATE),
            Column.of("at", ColumnType.LOCAL_DATE_TIME),
            Column.of("seen", ColumnType.INSTANT),
            Column.of("name", ColumnType.STRING));

    private final List<RejectedRow> rejected = new ArrayList<>();

    @TempDir
    Path folder;

    private Dataset excel(String name) {
        return Dataset.of("excel", folder.resolve(name).toString());
    }

    private void write(Dataset dataset, Schema schema, Row... rows) throws IOException {
        try (RowWriter writer = DataFormats.standard().create(dataset, schema)) {
            for (Row row : rows) {
                writer.write(row);
            }
            writer.commit();
            assertThat(writer.rows()).isEqualTo(rows.length);
            assertThat(writer.bytes()).isPositive();
        }
    }

    private List<List<@Nullable Object>> read(Dataset dataset) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset, rejected::add)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(Arrays.asList(row.toArray()));
            }
        }
        return rows;
    }

    private List<ColumnType> types(Dataset dataset) throws IOException {
        try (RowReader reader = DataFormats.standard().open(dataset, rejected::add)) {
            return reader.schema().columns().stream().map(Column::type).toList();
        }
    }

    /** A workbook as Excel writes it: cells of the sheet, and the formats 1 = yyyy-mm-dd, 2 = h:mm, 3 = [h]:mm, 4 = "days" 0. */
    private Dataset workbook(String name, boolean from1904, String rows) throws IOException {
        String head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
        String main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String packages = "http://schemas.openxmlformats.org/package/2006/";
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    "[Content_Types].xml",
                    head + "<Types xmlns=\"" + packages + "content-types\">"
                            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                            + part("/xl/workbook.xml", "sheet.main") + part("/xl/worksheets/sheet1.xml", "worksheet")
                            + part("/xl/styles.xml", "styles") + "</Types>");
            put(
                    zip,
                    "_rels/.rels",
                    head + "<Relationships xmlns=\"" + packages + "relationships\"><Relationship Id=\"rId1\""
                            + " Type=\"" + office + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            put(
                    zip,
                    "xl/workbook.xml",
                    head + "<workbook " + main + " xmlns:r=\"" + office + "\">"
                            + (from1904 ? "<workbookPr date1904=\"1\"/>" : "")
                            + "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    head + "<Relationships xmlns=\"" + packages + "relationships\">"
                            + "<Relationship Id=\"rId1\" Type=\"" + office
                            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                            + "<Relationship Id=\"rId2\" Type=\"" + office
                            + "/styles\" Target=\"styles.xml\"/></Relationships>");
            put(
                    zip,
                    "xl/styles.xml",
                    head + "<styleSheet " + main + "><numFmts count=\"3\">"
                            + "<numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"171\" formatCode=\"[h]:mm\"/>"
                            + "<numFmt numFmtId=\"172\" formatCode=\"&quot;days&quot; 0\"/></numFmts><cellXfs count=\"5\">"
                            + "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"20\"/><xf numFmtId=\"171\"/>"
                            + "<xf numFmtId=\"172\"/></cellXfs></styleSheet>");
            put(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    head + "<worksheet " + main + "><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return excel(name);
    }

    private static String part(String name, String kind) {
        return "<Override PartName=\"" + name + "\" ContentType=\"application/vnd.openxmlformats-officedocument."
                + "spreadsheetml." + kind + "+xml\"/>";
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    private static String text(String cell, String text) {
        return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static String number(String cell, int style, String value) {
        return "<c r=\"" + cell + "\" s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    private static String row(int number, String... cells) {
        return "<row r=\"" + number + "\">" + String.join("", cells) + "</row>";
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws IOException {
        Row full = Row.of(
                ALL,
                7L,
                new BigDecimal("1.25"),
                0.1,
                true,
                LocalDate.of(2026, 2, 28),
                LocalDateTime.of(2026, 2, 28, 23, 59, 59),
                Instant.parse("2026-01-01T00:00:00.000001Z"),
                "=1+1 & <\u00e4> \ud83d\ude00");
        Row large = Row.of(
                ALL,
                Long.MAX_VALUE,
                new BigDecimal("12345678901234567890.123456789"),
                -1.5e300,
                false,
                LocalDate.of(1850, 1, 1),
                LocalDateTime.of(2026, 1, 1, 0, 0, 0, 1),
                Instant.EPOCH,
                " a\nb ");
        Row empty = Row.of(ALL, 8L, null, null, null, null, null, null, null);
        write(excel("a.xlsx"), ALL, full, large, empty);

        List<List<@Nullable Object>> back = read(excel("a.xlsx").with(ALL));

        assertThat(back)
                .containsExactly(
                        Arrays.asList(full.toArray()), Arrays.asList(large.toArray()), Arrays.asList(empty.toArray()));
        assertThat(types(excel("a.xlsx")).get(0)).isEqualTo(ColumnType.STRING); // its largest is text
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void typesComeFromTheCells() throws IOException {
        write(
                excel("a.xlsx"),
                ALL,
                Row.of(
                        ALL,
                        1L,
                        new BigDecimal("2"),
                        2.5,
                        true,
                        LocalDate.of(2026, 1, 1),
                        LocalDateTime.of(2026, 1, 1, 1, 0),
                        null,
                        "x"));

        assertThat(types(excel("a.xlsx")))
                .containsExactly(
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.DECIMAL,
                        ColumnType.BOOLEAN,
                        ColumnType.DATE,
                        ColumnType.LOCAL_DATE_TIME,
                        ColumnType.STRING,
                        ColumnType.STRING);
        assertThat(types(excel("a.xlsx").with("types", "text"))).containsOnly(ColumnType.STRING);
    }

    @Test
    void filesOfExcelAreReadWithTheirDaysTimesAndFormulas() throws IOException {
        Dataset sheet = workbook(
                "excel.xlsx",
                false,
                row(
                                1,
                                text("A1", "day"),
                                text("B1", "time"),
                                text("C1", "length"),
                                text("D1", "days"),
                                text("E1", "sum"),
                                text("F1", "label"))
                        + row(
                                3,
                                number("A3", 1, "46081"),
                                number("B3", 2, "0.75"),
                                number("C3", 3, "1.5"),
                                number("D3", 4, "5"),
                                "<c r=\"E3\"><f>1+2</f><v>3</v></c>",
                                "<c r=\"F3\" t=\"str\"><f>\"a\"&amp;\"b\"</f><v>ab</v></c>")
                        + row(
                                4,
                                number("A4", 1, "1"),
                                number("C4", 3, "0.25"),
                                number("D4", 4, "0.30000000000000004")));

        assertThat(read(sheet.with("sheet", "Data")))
                .containsExactly(
                        Arrays.asList(
                                LocalDate.of(2026, 2, 28),
                                "18:00",
                                new BigDecimal("1.5"),
                                new BigDecimal("5"),
                                3L,
                                "ab"),
                        Arrays.asList(
                                LocalDate.of(1900, 1, 1),
                                null,
                                new BigDecimal("0.25"),
                                new BigDecimal("0.30000000000000004"),
                                null,
                                null));
        assertThat(rejected).isEmpty();
    }

    @Test
    void daysAreCountedFrom1904WhereTheFileSaysSo() throws IOException {
        Dataset sheet = workbook("mac.xlsx", true, row(1, text("A1", "day")) + row(2, number("A2", 1, "1")));

        assertThat(read(sheet)).containsExactly(List.of(LocalDate.of(1904, 1, 2)));
    }

    @Test
    void badRowsAreToldWithTheirNumbers() throws IOException {
        Dataset sheet = workbook(
                "bad.xlsx",
                false,
                row(1, text("A1", "id"))
                        + row(2, number("A2", 0, "1"))
                        + row(5, "<c r=\"A5\" t=\"e\"><v>#DIV/0!</v></c>")
                        + row(6, number("A6", 0, "2"), number("B6", 0, "9")));

        assertThat(read(sheet)).containsExactly(List.of(1L));
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(5L, 6L);
        assertThat(rejected).extracting(RejectedRow::rule).containsExactly("type", "ragged");
        assertThat(rejected.get(0).message()).contains("#DIV/0!");
    }

    @Test
    void columnsAreFoundByTheirNames() throws IOException {
        Schema written = Schema.of(Column.of("a", ColumnType.LONG), Column.of("b", ColumnType.STRING));
        write(excel("a.xlsx"), written, Row.of(written, 1L, "x"));

        assertThat(read(excel("a.xlsx").with(Schema.of(Column.of("b", ColumnType.STRING)))))
                .containsExactly(List.of("x"));
        assertThatThrownBy(() -> read(excel("a.xlsx").with(Schema.of(Column.of("c", ColumnType.LONG)))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column 'c'");
        write(excel("plain.xlsx").with("header", "false"), written, Row.of(written, 2L, "y"));
        assertThat(read(excel("plain.xlsx").with("header", "false"))).containsExactly(List.of(2L, "y"));
    }

    @Test
    void whatIsNoSheetIsRefusedWithWhatToDo() throws IOException {
        Files.write(folder.resolve("old.xls"), new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2});
        Files.writeString(folder.resolve("text.xlsx"), "id;name");
        write(excel("a.xlsx"), ALL);
        byte[] whole = Files.readAllBytes(folder.resolve("a.xlsx"));
        Files.write(folder.resolve("half.xlsx"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> read(excel("old.xls"))).hasMessageContaining("old kind");
        assertThatThrownBy(() -> read(excel("text.xlsx"))).hasMessageContaining("no Excel file");
        assertThatThrownBy(() -> read(excel("half.xlsx"))).hasMessageContaining("a part of it is missing");
        assertThatThrownBy(() -> read(excel("none.xlsx"))).hasMessageContaining("no such file");
        assertThatThrownBy(() -> read(excel("a.xlsx").with("sheet", "x"))).hasMessageContaining("there are Sheet1");
    }

    @Test
    void textThatACellCannotHoldFailsTheWriter() throws IOException {
        Schema one = Schema.of(Column.of("a", ColumnType.STRING));
        try (RowWriter writer = DataFormats.standard().create(excel("long.xlsx"), one)) {
            assertThatThrownBy(() -> writer.write(Row.of(one, "x".repeat(32_768))))
                    .hasMessageContaining("32767 characters at most");
        }
        assertThat(folder.resolve("long.xlsx")).doesNotExist();
    }
}

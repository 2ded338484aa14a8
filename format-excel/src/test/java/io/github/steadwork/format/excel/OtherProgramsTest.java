package io.github.steadwork.format.excel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
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

/** Files with the parts that Excel and LibreOffice put into them, and ones that somebody has made to do harm. */
class OtherProgramsTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGES = "http://schemas.openxmlformats.org/package/2006/";

    @TempDir
    Path folder;

    @Test
    void sharedTextsRichTextsAndEscapesOfExcelAreRead() throws IOException {
        Dataset sheet = workbook(
                "<si><t>name</t></si><si><t>note</t></si><si><t xml:space=\"preserve\"> M\u00fcller </t></si>"
                        + "<si><r><t>bo</t></r><r><rPr><b/><sz val=\"11\"/></rPr><t>ld</t></r></si>"
                        + "<si><t>line 1_x000D_\nline 2</t></si><si><t>_x005F_x000D_</t></si><si><t/></si>",
                "<row r=\"1\" spans=\"1:2\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"s\"><v>3</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>4</v></c><c r=\"B3\" t=\"s\"><v>5</v></c></row>"
                        + "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\" t=\"s\"><v>6</v></c></row>");

        assertThat(read(sheet))
                .containsExactly(
                        List.of(" M\u00fcller ", "bold"),
                        List.of("line 1\r\nline 2", "_x000D_"),
                        Arrays.asList(" M\u00fcller ", null));
    }

    @Test
    void cellsOfLibreOfficeAreRead() throws IOException {
        Dataset sheet = workbook(
                "<si><t xml:space=\"preserve\">id</t></si><si><t xml:space=\"preserve\">day</t></si>"
                        + "<si><t xml:space=\"preserve\">at</t></si><si><t xml:space=\"preserve\">paid</t></si>"
                        + "<si><t xml:space=\"preserve\">sum</t></si>",
                "<row r=\"1\" customFormat=\"false\" ht=\"12.8\"><c r=\"A1\" s=\"0\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"0\" t=\"s\"><v>1</v></c>"
                        + "<c r=\"C1\" s=\"0\" t=\"s\"><v>2</v></c><c r=\"D1\" s=\"0\" t=\"s\"><v>3</v></c><c r=\"E1\" s=\"0\" t=\"s\"><v>4</v></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" s=\"0\" t=\"n\"><v>1</v></c><c r=\"B2\" s=\"1\" t=\"n\"><v>46081</v></c>"
                        + "<c r=\"C2\" s=\"2\" t=\"n\"><v>46081.5208333333</v></c><c r=\"D2\" s=\"0\" t=\"b\"><v>1</v></c>"
                        + "<c r=\"E2\" s=\"0\"><f aca=\"false\">A2*1.5</f><v>1.5</v></c></row>");

        assertThat(read(sheet))
                .containsExactly(List.of(
                        1L,
                        LocalDate.of(2026, 2, 28),
                        LocalDateTime.of(2026, 2, 28, 12, 30),
                        true,
                        new BigDecimal("1.5")));
    }

    @Test
    void whatXmlCannotHoldIsEscapedAsExcelDoes() throws IOException {
        Schema text = Schema.of(Column.of("text", ColumnType.STRING));
        Dataset file = Dataset.of("excel", folder.resolve("odd.xlsx").toString());
        List<String> odd =
                List.of("a\0b", "\u0001\u001f", "_x0041_", "\ufffe\uffff", "a\rb", "\ud83d", "=cmd|' /C calc'!A0");
        try (RowWriter writer = DataFormats.standard().create(file, text)) {
            for (String value : odd) {
                writer.write(Row.of(text, value));
            }
            writer.commit();
        }

        assertThat(read(file)).isEqualTo(odd.stream().map(List::of).toList());
    }

    @Test
    void sharedTextsThatWouldFillTheMemoryAreRefused() throws IOException {
        Path bomb = folder.resolve("bomb.xlsx");
        long size = 8 << 20;
        workbook("<si><t>id</t></si>", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", size, bomb);

        assertThat(Files.size(bomb)).isLessThan(size / 100);
        assertThat(read(Dataset.of("excel", bomb.toString()))).isEmpty();
        assertThatThrownBy(() -> PartSizes.check(bomb, size))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("xl/sharedStrings.xml has more than 8 MiB");
    }

    private Dataset workbook(String shared, String rows) throws IOException {
        Path file = folder.resolve("book.xlsx");
        workbook(shared, rows, 0, file);
        return Dataset.of("excel", file.toString());
    }

    /** With so many blanks behind the shared texts. */
    private static void workbook(String shared, String rows, long blanks, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"" + PACKAGES
                            + "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                            + part("workbook.xml", "sheet.main") + part("worksheets/sheet1.xml", "worksheet")
                            + part("styles.xml", "styles") + part("sharedStrings.xml", "sharedStrings") + "</Types>");
            put(zip, "_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook " + MAIN + " xmlns:r=\"" + OFFICE + "\"><sheets>"
                            + "<sheet name=\"Tabelle1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            put(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    relations(
                            "worksheet",
                            "worksheets/sheet1.xml",
                            "styles",
                            "styles.xml",
                            "sharedStrings",
                            "sharedStrings.xml"));
            put(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet " + MAIN
                            + "><numFmts count=\"1\"><numFmt numFmtId=\"165\" formatCode=\"dd/mm/yyyy\\ hh:mm:ss\"/>"
                            + "</numFmts><cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>");
            put(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    "<worksheet " + MAIN + "><dimension ref=\"A1:E4\"/><sheetData>" + rows
                            + "</sheetData></worksheet>");
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write((HEAD + "<sst " + MAIN + ">" + shared).getBytes(UTF_8));
            byte[] block = " ".repeat(1 << 20).getBytes(UTF_8);
            for (long written = 0; written < blanks; written += block.length) {
                zip.write(block);
            }
            zip.write("</sst>".getBytes(UTF_8));
            zip.closeEntry();
        }
    }

    private static String part(String name, String kind) {
        return "<Override PartName=\"/xl/" + name + "\" ContentType=\"application/vnd.openxmlformats-officedocument."
                + "spreadsheetml." + kind + "+xml\"/>";
    }

    private static String relations(String... kindsAndTargets) {
        StringBuilder relations = new StringBuilder("<Relationships xmlns=\"" + PACKAGES + "relationships\">");
        for (int i = 0; i < kindsAndTargets.length; i += 2) {
            relations.append("<Relationship Id=\"rId" + (i / 2 + 1) + "\" Type=\"" + OFFICE + "/" + kindsAndTargets[i]
                    + "\" Target=\"" + kindsAndTargets[i + 1] + "\"/>");
        }
        return relations.append("</Relationships>").toString();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write((HEAD + content).getBytes(UTF_8));
        zip.closeEntry();
    }

    private static List<List<@Nullable Object>> read(Dataset dataset) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(Arrays.asList(row.toArray()));
            }
        }
        return rows;
    }
}

package io.github.steadwork.pipeline.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingTest {

    private static final Schema DECLARED = Schema.of(
            Column.required("id", ColumnType.LONG),
            Column.of("day", ColumnType.DATE),
            Column.of("note", ColumnType.STRING));

    private final List<RejectedRow> rejected = new ArrayList<>();

    @TempDir
    Path folder;

    private Path file;
    private Dataset dataset;

    @BeforeEach
    void name() {
        file = folder.resolve("strikes.csv");
        dataset = Dataset.csv(file);
    }

    private void given(String content) throws IOException {
        given(content, UTF_8);
    }

    private void given(String content, Charset charset) throws IOException {
        Files.write(file, content.getBytes(charset));
    }

    private List<Row> read() throws IOException {
        return read(rejected::add);
    }

    private List<Row> read(BadRows badRows) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = DataFormats.standard().open(dataset, badRows)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static Object[] values(Row row) {
        return row.toArray();
    }

    @Test
    void declaredColumnsAreFoundByTheirNamesAndTyped() throws Exception {
        dataset = dataset.with(DECLARED);
        given("note,ignored,day,id\nhello,9,2026-01-31,1\n\"a, \"\"b\"\"\nc\",9,,2\n");

        List<Row> rows = read();

        assertThat(values(rows.get(0))).containsExactly(1L, LocalDate.of(2026, 1, 31), "hello");
        assertThat(values(rows.get(1))).containsExactly(2L, null, "a, \"b\"\nc");
        assertThat(rejected).isEmpty();
    }

    @Test
    void aRowKnowsItsLineEvenAfterLineBreaksInFieldsAndEmptyLines() throws Exception {
        given("a,b\n1,\"x\ny\"\n\n2,z\r\n3,w");

        assertThat(read()).extracting(Row::position).containsExactly(2L, 5L, 6L);
    }

    @Test
    void unquotedNothingIsNullAndQuotedNothingIsAnEmptyText() throws Exception {
        given("text,number\n,\n\"\",\"\"\nx,1\n");

        List<Row> rows = read();

        assertThat(values(rows.get(0))).containsExactly(null, null);
        assertThat(values(rows.get(1))).containsExactly("", null);
    }

    @Test
    void anotherTextCanStandForNull() throws Exception {
        dataset = dataset.with("nullText", "NULL");
        given("text,number\nNULL,NULL\n\"NULL\",1\n,2\n");

        List<Row> rows = read();

        assertThat(values(rows.get(0))).containsExactly(null, null);
        assertThat(values(rows.get(1))).containsExactly("NULL", 1L);
        assertThat(values(rows.get(2))).containsExactly("", 2L);
    }

    @Test
    void blanksAreKeptUnlessTrimmed() throws Exception {
        given("a,b\n x , y \n");
        assertThat(values(read().get(0))).containsExactly(" x ", " y ");

        dataset = dataset.with("trim", "true").with("types", "text");
        given("a,b\n x ,\" y \"\n  ,z\n");
        List<Row> rows = read();
        assertThat(values(rows.get(0))).containsExactly("x", " y ");
        assertThat(values(rows.get(1))).containsExactly(null, "z");
    }

    @Test
    void delimiterAndQuoteCanBeOthers() throws Exception {
        dataset = dataset.with("delimiter", "tab").with("quote", "'");
        given("a\tb\n1\t'x\ty'\n");
        assertThat(values(read().get(0))).containsExactly(1L, "x\ty");

        dataset = Dataset.csv(file).with("delimiter", ";");
        given("a;b\n1;x,y\n");
        assertThat(values(read().get(0))).containsExactly(1L, "x,y");
    }

    @Test
    void withoutHeaderTheColumnsAreThoseDeclaredOrNumbered() throws Exception {
        dataset = dataset.with("header", "false");
        given("1,x\n2,y\n");
        try (RowReader reader = DataFormats.standard().open(dataset)) {
            assertThat(reader.schema().names()).containsExactly("column1", "column2");
        }

        dataset = dataset.with(DECLARED);
        given("1,2026-01-31,x\n");
        assertThat(values(read().get(0))).containsExactly(1L, LocalDate.of(2026, 1, 31), "x");
    }

    @Test
    void aFileWithAHeaderOnlyHasColumnsAndNoRows() throws Exception {
        given("id,day,note\n");

        try (RowReader reader = DataFormats.standard().open(dataset)) {
            assertThat(reader.schema().names()).containsExactly("id", "day", "note");
            assertThat(reader.read()).isNull();
            assertThat(reader.read()).isNull();
        }
    }

    @Test
    void aSingleColumnMayBeNull() throws Exception {
        dataset = dataset.with(Schema.of(Column.of("n", ColumnType.LONG)));
        given("n\n1\n\n3\n");

        assertThat(read()).extracting(row -> row.get(0)).containsExactly(1L, null, 3L);
    }

    @Test
    void aByteOrderMarkTellsTheEncoding() throws Exception {
        for (Charset charset : List.of(UTF_8, UTF_16BE, UTF_16LE)) {
            given("\uFEFFn\u00E4me,b\nZ\u00FCrich,1\n", charset);

            List<Row> rows = read();

            assertThat(rows.get(0).schema().names()).containsExactly("n\u00E4me", "b");
            assertThat(values(rows.get(0))).containsExactly("Z\u00FCrich", 1L);
        }
    }

    @Test
    void anEncodingCanBeSaid() throws Exception {
        dataset = dataset.with("encoding", "ISO-8859-1");
        given("city,b\nZ\u00FCrich,1\n", ISO_8859_1);

        assertThat(values(read().get(0))).containsExactly("Z\u00FCrich", 1L);
    }

    @Test
    void anEncodingThatTheByteOrderMarkContradictsIsRefused() throws Exception {
        dataset = dataset.with("encoding", "ISO-8859-1");
        given("\uFEFFa,b\n", UTF_8);

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("byte order mark of UTF-8")
                .hasMessageContaining("leave the option out");
    }

    @Test
    void aFileWhoseNameEndsInGzIsUnpacked() throws Exception {
        file = folder.resolve("strikes.csv.gz");
        dataset = Dataset.csv(file);
        Files.write(file, gzip("a,b\n1,x\n2,y\n"));

        try (RowReader reader = DataFormats.standard().open(dataset)) {
            assertThat(reader.unit()).isEqualTo(RowReader.Unit.BYTES);
            assertThat(reader.total()).hasValue(Files.size(file));
            assertThat(reader.read()).isNotNull();
            assertThat(reader.read()).isNotNull();
            assertThat(reader.read()).isNull();
            assertThat(reader.done()).isEqualTo(Files.size(file));
            assertThat(reader.source()).isEqualTo("strikes.csv.gz");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aTruncatedGzipFileFailsWithTheLineItGotTo() throws Exception {
        file = folder.resolve("strikes.csv.gz");
        dataset = Dataset.csv(file).with("sample", "1");
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 50_000; i++) {
            text.append(i * 31L % 1009).append(',').append(i * 17L % 997).append('\n');
        }
        byte[] whole = gzip(text.toString());
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        ".*strikes.csv.gz, after line \\d{4,}, at byte \\d+ of \\d+: the compressed file ends too early.*fetch it again");
    }

    @Test
    void aGzipFileThatIsNoneFails() throws Exception {
        file = folder.resolve("strikes.csv.gz");
        dataset = Dataset.csv(file);
        given("a,b\n1,x\n");
        assertThatThrownBy(this::read).isInstanceOf(DataException.class).hasMessageContaining("drop the ending .gz");

        Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8});
        assertThatThrownBy(this::read).isInstanceOf(DataException.class).hasMessageContaining("ends too early");
    }

    @Test
    void aMissingFileFails() {
        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": there is no such file; check the path, and that it has arrived");
    }

    @Test
    void anEmptyFileFails() throws Exception {
        given("");

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessage(
                        file + ", line 1: the file is empty, but a header with the names of the columns is expected;"
                                + " check that it was written to its end");

        dataset = dataset.with("header", "false");
        assertThatThrownBy(this::read).hasMessageContaining("the file is empty, and no schema says");

        dataset = dataset.with(DECLARED);
        assertThat(read()).isEmpty();
    }

    @Test
    void aWrongDelimiterIsRecognisedAndTheRightOneNamed() throws Exception {
        given("id;day;note\n1;2026-01-31;x\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessage(file
                        + ", line 1: the header has only one column, 'id;day;note'; the fields seem to be separated"
                        + " by ';': set the option 'delimiter' to ';'");

        given("id\tday\n1\t2\n");
        assertThatThrownBy(this::read).hasMessageContaining("set the option 'delimiter' to 'tab'");

        dataset = dataset.with("delimiter", ";");
        given("id,day\n1,2\n");
        assertThatThrownBy(this::read).hasMessageContaining("set the option 'delimiter' to ','");
    }

    @Test
    void aSingleColumnWithAnOddNameIsNotTakenForAWrongDelimiter() throws Exception {
        given("\"last; first\"\nx\n");
        assertThat(read()).hasSize(1);

        given("what | why\nbecause\n");
        assertThat(read()).hasSize(1);
    }

    @Test
    void aMissingColumnFailsAndNamesTheNearest() throws Exception {
        dataset = dataset.with(DECLARED);
        given("id,date,notes\n1,2026-01-31,x\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ", line 1: there is no column 'day' in the header; ");
        dataset = Dataset.csv(file).with(DECLARED.without("day"));
        assertThatThrownBy(this::read)
                .hasMessageContaining("no column 'note'")
                .hasMessageContaining("did you mean 'notes'?");
    }

    @Test
    void headersThatNameAColumnTwiceOrNotAtAllFail() throws Exception {
        given("id,day,id\n1,2,3\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 1: the header names 'id' twice, as column 1 and 3; rename one");

        given("id,,note\n1,2,3\n");
        assertThatThrownBy(this::read).hasMessageContaining("line 1: column 2 has no name");

        given("id,b\u00E4d\n1,2\n", ISO_8859_1);
        assertThatThrownBy(this::read).hasMessageContaining("column 2").hasMessageContaining("'encoding'");
    }

    @Test
    void anUnclosedQuoteFailsWithTheLineAndColumnWhereItWasOpened() throws Exception {
        given("id,note\n1,x\n2,\"never closed\n3,y\n4,z\n");

        assertThatThrownBy(() -> {
                    dataset = dataset.with("sample", "1");
                    read();
                })
                .isInstanceOf(DataException.class)
                .hasMessage(
                        file + ", line 3, column 'note': a quote is opened in this row and never closed; close it, or"
                                + " double it if it belongs to the text, or set the option 'quote' to a character that the file"
                                + " does not use");
    }

    @Test
    void anUnclosedQuoteInAHugeFileDoesNotFillTheHeap() throws Exception {
        given("id,note\n1,\"" + "0123456789\n".repeat(500_000));

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2, column 2: a quote is opened");
    }

    @Test
    void textBehindAClosingQuoteFailsWithItsLine() throws Exception {
        given("id,note\n1,x\n2,\"a\"b\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file + ", line 3, column 2: a closing quote is followed by more text");
    }

    @Test
    void invalidUtf8IsARejectedRowWithLineAndColumn() throws Exception {
        Files.write(file, "id,note\n1,ok\n2,Z\u00FCrich\n3,ok\n".getBytes(ISO_8859_1));

        assertThat(read()).extracting(row -> row.get(0)).containsExactly(1L, 3L);
        assertThat(rejected).hasSize(1);
        RejectedRow bad = rejected.get(0);
        assertThat(bad.describe())
                .startsWith("strikes.csv, line 3, column 'note': has bytes that are not in the file's encoding")
                .contains("windows-1252");
        assertThat(bad.rule()).isEqualTo("encoding");
        assertThat(bad.value()).isEqualTo("Z\uFFFDrich");
        assertThat(bad.content()).isEqualTo("2,Z\uFFFDrich");
    }

    @Test
    void raggedRowsAreRejectedWithTheirLinesAndContent() throws Exception {
        given("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");

        assertThat(read()).extracting(row -> row.get(0)).containsExactly(1L, 10L);
        assertThat(rejected)
                .extracting(RejectedRow::describe)
                .containsExactly(
                        "strikes.csv, line 3: the row has 2 fields, but 3 are expected: too few; a line break may need"
                                + " quotes",
                        "strikes.csv, line 4: the row has 4 fields, but 3 are expected: too many; a delimiter may need"
                                + " quotes");
        assertThat(rejected).extracting(RejectedRow::content).containsExactly("4,5", "6,7,8,9");
        assertThat(rejected).extracting(RejectedRow::rule).containsOnly("ragged");
    }

    @Test
    void missingFieldsCanBeFilledWithNullsWhereNoneIsRequired() throws Exception {
        dataset = dataset.with("ragged", "fill");
        given("a,b,c\n1,2,3\n4\n5,6,7,8\n");

        assertThat(values(read().get(1))).containsExactly(4L, null, null);
        assertThat(rejected).extracting(RejectedRow::line).containsExactly(4L);

        rejected.clear();
        dataset = dataset.with(Schema.of(Column.of("a", ColumnType.LONG), Column.required("c", ColumnType.LONG)));
        assertThat(read()).hasSize(1);
        assertThat(rejected.get(0).describe()).contains("line 3, column 'c': is missing, but is required");
    }

    @Test
    void aValueOfAnotherTypeIsARejectedRow() throws Exception {
        dataset = dataset.with(DECLARED);
        given("id,day,note\n1,2026-01-31,x\n2,31.01.2026,y\n,2026-01-31,z\n");

        assertThat(read()).hasSize(1);
        assertThat(rejected)
                .extracting(RejectedRow::describe)
                .containsExactly(
                        "strikes.csv, line 3, column 'day': '31.01.2026' is not a DATE; allowed is the form 2026-01-31: there"
                                + " is no '-' at 5",
                        "strikes.csv, line 4, column 'id': is null, but is required; fill it, or let the column be"
                                + " nullable");
        assertThat(rejected.get(0).value()).isEqualTo("31.01.2026");
        assertThat(rejected.get(0).content()).isEqualTo("2,31.01.2026,y");
        assertThat(rejected.get(1).rule()).isEqualTo("required");
    }

    @Test
    void aValueThatContradictsTheInferredTypeSaysWhereTheTypeCameFrom() throws Exception {
        dataset = dataset.with("sample", "2");
        given("n\n1\n2\nmany\n");

        assertThat(read()).hasSize(2);
        assertThat(rejected.get(0).describe())
                .startsWith("strikes.csv, line 4, column 'n': 'many' is not a LONG")
                .contains("the type was taken from the first 2 rows: declare the column in a schema");
    }

    @Test
    void theFirstBadRowIsAnErrorIfNobodyTakesBadRows() throws Exception {
        given("a,b\n1,2\n3\n");

        assertThatThrownBy(() -> read(BadRows.FAIL))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("strikes.csv, line 3: the row has 1 fields");
    }

    @Test
    void wrongOptionsAreRefused() throws Exception {
        given("a,b\n1,2\n");
        for (String[] option : new String[][] {
            {"delimeter", ";", "did you mean 'delimiter'?"},
            {"delimiter", ";;", "allowed is one character, or 'tab'"},
            {"delimiter", "\"", "allowed is one that is not the quote"},
            {"header", "maybe", "allowed is true or false"},
            {"encoding", "utf-9", "allowed is a name as UTF-8"},
            {"sample", "0", "allowed is a number of 1 or more"},
            {"sample", "x", "allowed is a number of 1 or more"},
            {"ragged", "drop", "allowed is reject or fill"},
        }) {
            dataset = Dataset.csv(file).with(option[0], option[1]);

            assertThatThrownBy(this::read)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining(option[2]);
        }
    }

    @Test
    void textsThatRepeatAreOneObject() throws Exception {
        given("a,b\nTexas,1\nOhio,2\nTexas,3\n");

        List<Row> rows = read();

        assertThat(rows.get(2).get(0)).isSameAs(rows.get(0).get(0));
    }

    @Test
    void manyDifferentTextsAreReadAsTheyAre() throws Exception {
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 30_000; i++) {
            text.append("text").append(i).append(',').append("x".repeat(i % 90)).append('\n');
        }
        given(text.toString());

        List<Row> rows = read();

        for (int i = 0; i < 30_000; i++) {
            assertThat(rows.get(i).get(0)).isEqualTo("text" + i);
            assertThat(rows.get(i).get(1)).isEqualTo(i % 90 == 0 ? null : "x".repeat(i % 90));
        }
    }
}

package io.github.steadwork.pipeline.csv;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV files byte by byte as other programs write them, and ones that somebody has made to do harm. */
class OtherProgramsTest {

    @TempDir
    Path folder;

    @Test
    void csvOfExcelInGermanIsRead() throws IOException {
        // "CSV UTF-8": a byte order mark, semicolons, commas in numbers, CRLF, quotes only where they are needed
        byte[] file = "\uFEFFNr;Name;Betrag;Datum\r\n1;Müller & Söhne;1234,50;28.02.2026\r\n2;\"a;\"\"b\"\"\";-0,5;\r\n"
                .getBytes(UTF_8);

        assertThat(read(csv("de.csv", file).with("delimiter", ";")))
                .containsExactly(
                        List.of(1L, "Müller & Söhne", "1234,50", "28.02.2026"),
                        Arrays.asList(2L, "a;\"b\"", "-0,5", null));
    }

    @Test
    void csvOfExcelInTheEncodingOfWindowsIsReadIfThatIsSaid() throws IOException {
        Dataset file = csv("ansi.csv", "Name;Preis\r\nKäse „mild“;5 €\r\n".getBytes(Charset.forName("windows-1252")));

        assertThat(read(file.with("delimiter", ";").with("encoding", "windows-1252")))
                .containsExactly(List.of("Käse „mild“", "5 €"));
        assertThatThrownBy(() -> read(file.with("delimiter", ";")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'Name'");
    }

    @Test
    void unicodeTextOfExcelIsRead() throws IOException {
        byte[] file = "\uFEFFid\tname\r\n1\t日本 🚀\r\n".getBytes(UTF_16LE);

        assertThat(read(csv("unicode.txt", file).with("delimiter", "tab"))).containsExactly(List.of(1L, "日本 🚀"));
    }

    @Test
    void linesOfOldMacsEndWithCarriageReturns() throws IOException {
        byte[] file = "id,name\r1,a\r2,\"b\rc\"\r".getBytes(StandardCharsets.US_ASCII);

        assertThat(read(csv("mac.csv", file))).containsExactly(List.of(1L, "a"), List.of(2L, "b\rc"));
    }

    @Test
    void csvOfLibreOfficeWithAllTextsQuotedIsRead() throws IOException {
        byte[] file = "\"id\",\"name\",\"empty\"\n1,\"007\",\"\"\n".getBytes(UTF_8);

        assertThat(read(csv("calc.csv", file))).containsExactly(List.of(1L, "007", ""));
    }

    @Test
    void aFileInUtf16WithoutItsMarkIsRecognisedByItsZeros() throws IOException {
        Dataset file = csv("bare.csv", "id,name\n1,a\n".getBytes(UTF_16LE));

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'encoding' to UTF-16LE or UTF-16BE");
        assertThat(read(file.with("encoding", "UTF-16LE"))).containsExactly(List.of(1L, "a"));
    }

    @Test
    void aRowOfEndlessFieldsDoesNotFillTheHeap() throws IOException {
        Path file = folder.resolve("wide.csv.gz");
        packed(file, "id,name\n1", ",x".getBytes(UTF_8), 200_000_000);

        assertThatThrownBy(() -> read(Dataset.csv(file)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("the row is too long");
    }

    @Test
    void aBombWithoutLinesDoesNotFillTheHeap() throws IOException {
        Path file = folder.resolve("bomb.csv.gz");
        packed(file, "id,name\n1,", new byte[] {'0'}, 200_000_000);

        assertThatThrownBy(() -> read(Dataset.csv(file)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("line 2");
    }

    private static void packed(Path file, String head, byte[] filler, long size) throws IOException {
        byte[] block = new byte[1 << 16];
        for (int i = 0; i < block.length; i++) {
            block[i] = filler[i % filler.length];
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(head.getBytes(UTF_8));
            for (long written = 0; written < size; written += block.length) {
                out.write(block);
            }
        }
    }

    private Dataset csv(String name, byte[] content) throws IOException {
        return Dataset.csv(Files.write(folder.resolve(name), content));
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

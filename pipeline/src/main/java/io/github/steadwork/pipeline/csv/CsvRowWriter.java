package io.github.steadwork.pipeline.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.PackedOutput;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a CSV file, so that reading it with the same options gives the same values. */
final class CsvRowWriter implements RowWriter {

    private final Path path;
    private final Schema schema;
    private final PackedOutput file;
    private final CsvWriter csv;
    private final String nullText;
    private final @Nullable String[] texts;
    private long rows;

    private CsvRowWriter(Path path, Schema schema, CsvOptions options, PackedOutput file) throws IOException {
        this.path = path;
        this.schema = schema;
        this.file = file;
        this.nullText = new String(options.nullText().toCharArray()); // an object of its own, see Quotes
        this.texts = new @Nullable String[schema.size()];
        Charset charset = options.encoding().orElse(StandardCharsets.UTF_8);
        this.csv = CsvWriter.builder()
                .fieldSeparator(options.delimiter())
                .quoteCharacter(options.quote())
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(new Quotes(nullText))
                .build(new OutputStreamWriter(
                        file.stream(),
                        charset.newEncoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
        if (options.header()) {
            csv.writeRecord(schema.names());
        }
    }

    static CsvRowWriter create(Path path, Schema schema, CsvOptions options) throws IOException {
        PackedOutput file = PackedOutput.create(path);
        try {
            return new CsvRowWriter(path, schema, options, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Quotes a text that would be read back as null, or without its blanks. Null itself is told by being that object. */
    private record Quotes(String nullText) implements QuoteStrategy {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean quoteValue(int line, int field, String value) {
            return value != nullText
                    && (value.equals(nullText) || isBlank(value, 0) || isBlank(value, value.length() - 1));
        }

        @Override
        public boolean quoteEmpty(int line, int field) {
            return true;
        }

        private static boolean isBlank(String value, int index) {
            return Character.isWhitespace(value.charAt(index));
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            String text = Casts.text(row.get(i));
            texts[i] = text == null && !nullText.isEmpty() ? nullText : text;
        }
        try {
            csv.writeRecord(texts);
        } catch (UncheckedIOException e) {
            throw translated(Objects.requireNonNull(e.getCause()));
        }
        rows++;
    }

    private IOException translated(IOException error) {
        if (error instanceof CharacterCodingException) {
            throw new DataException(
                    path + ", near row " + rows
                            + ": a text has characters that the encoding does not know; write UTF-8",
                    error);
        }
        return error;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return file.size();
    }

    @Override
    public void commit() throws IOException {
        try {
            csv.flush();
            csv.close();
        } catch (IOException e) {
            throw translated(e);
        } catch (UncheckedIOException e) {
            throw translated(Objects.requireNonNull(e.getCause()));
        }
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

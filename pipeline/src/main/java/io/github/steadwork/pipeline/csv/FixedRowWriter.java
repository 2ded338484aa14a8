package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.PackedOutput;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes lines of fixed width. */
final class FixedRowWriter implements RowWriter {

    private final PackedOutput file;
    private final Writer writer;
    private final FixedColumns columns;
    private final Schema schema;
    private long rows;

    private FixedRowWriter(PackedOutput file, FixedColumns columns, Schema schema) {
        Charset charset = columns.encoding().orElse(StandardCharsets.UTF_8);
        this.file = file;
        this.writer = new BufferedWriter(new OutputStreamWriter(
                file.stream(),
                charset.newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        this.columns = columns;
        this.schema = schema;
    }

    static FixedRowWriter create(Path path, FixedColumns columns, Schema schema) throws IOException {
        return new FixedRowWriter(PackedOutput.create(path), columns, schema);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        StringBuilder line = new StringBuilder();
        int at = 0;
        for (int i = 0; i < schema.size(); i++) {
            FixedColumns.Place place = columns.places().get(i);
            line.append(" ".repeat(place.from() - at)).append(field(row, i, place));
            at = place.to();
        }
        try {
            writer.append(line).append('\n');
        } catch (CharacterCodingException e) {
            throw unknown(e);
        }
        rows++;
    }

    private String field(Row row, int index, FixedColumns.Place place) {
        String text = Casts.text(row.get(index));
        String value = text == null ? "" : text;
        int free = place.to() - place.from() - value.codePointCount(0, value.length());
        boolean isLine = value.indexOf('\n') < 0 && value.indexOf('\r') < 0;
        if (free < 0 || !isLine || !value.equals(value.strip())) {
            throw new DataException("row " + (rows + 1) + ", column '" + place.name() + "': " + Casts.quoted(value)
                    + (free < 0
                            ? " is wider than the " + (place.to() - place.from()) + " characters of its place"
                            : " has blanks at an end or a line break, which would be lost"));
        }
        String blanks = " ".repeat(free);
        return schema.column(index).type().isNumeric() ? blanks + value : value + blanks;
    }

    private DataException unknown(CharacterCodingException error) {
        return new DataException(
                "near row " + rows + ": a text has characters that the encoding does not know; write UTF-8", error);
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
            writer.close();
        } catch (CharacterCodingException e) {
            throw unknown(e);
        }
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON: numbers and truth values as such, lists and rows nested, everything else as text. */
final class JsonText {

    private JsonText() {}

    static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            out.writeNumber(number);
        } else if (value instanceof Row row) {
            write(out, row);
        } else if (value instanceof List<?> list) {
            writeList(out, list);
        } else {
            out.writeString(Casts.text(value));
        }
    }

    static void write(JsonGenerator out, Row row) throws IOException {
        out.writeStartObject();
        for (int i = 0; i < row.size(); i++) {
            out.writeFieldName(row.schema().column(i).name());
            write(out, row.get(i));
        }
        out.writeEndObject();
    }

    private static void writeList(JsonGenerator out, List<?> list) throws IOException {
        out.writeStartArray();
        for (Object element : list) {
            write(out, element);
        }
        out.writeEndArray();
    }

    /** The record as it could stand in a file. */
    static String of(JsonRecord record) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JsonRecords.JSON.createGenerator(text)) {
            out.writeStartObject();
            for (int i = 0; i < record.size(); i++) {
                out.writeFieldName(record.name(i));
                write(out, record.value(i));
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

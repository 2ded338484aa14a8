package io.github.steadwork.pipeline.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON: numbers and truth values as such, everything else as {@link Casts#text} in quotes. */
final class JsonText {

    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    static String of(@Nullable Object value) {
        JsonText json = new JsonText();
        json.write(value);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        if (value instanceof List<?> list) {
            writeList(list);
        } else if (value instanceof Row row) {
            writeRow(row);
        } else if (value == null || value instanceof Boolean || (value instanceof Number && !isNotFinite(value))) {
            out.append(Casts.text(value));
        } else {
            writeText(String.valueOf(Casts.text(value)));
        }
    }

    private static boolean isNotFinite(Object value) {
        return value instanceof Double d && !Double.isFinite(d);
    }

    private void writeList(List<?> list) {
        char separator = '[';
        for (Object element : list) {
            out.append(separator);
            write(element);
            separator = ',';
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private void writeRow(Row row) {
        char separator = '{';
        for (int i = 0; i < row.size(); i++) {
            out.append(separator);
            writeText(row.schema().column(i).name());
            out.append(':');
            write(row.get(i));
            separator = ',';
        }
        out.append(row.size() == 0 ? "{}" : "}");
    }

    private void writeText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> writeChar(c);
            }
        }
        out.append('"');
    }

    private void writeChar(char c) {
        if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}

package io.github.steadwork.pipeline.csv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as text.
 *
 * @param line at which it begins, from 1
 * @param fields their texts; an unquoted field that stands for null is null
 * @param quoted whether its first field was quoted
 */
record TextRecord(long line, List<@Nullable String> fields, boolean quoted) {

    /** Makes such records. */
    static final class Handler extends CsvParsing.Handler<TextRecord> {

        private final CsvOptions options;
        private List<@Nullable String> fields = new ArrayList<>();
        private boolean quoted;

        Handler(CsvOptions options) {
            super(0);
            this.options = options;
        }

        @Override
        protected void handleBegin(long startingLine) {
            super.handleBegin(startingLine);
            fields = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean isQuoted) {
            count(length);
            String text = new String(buffer, offset, length);
            String field = options.trim() && !isQuoted ? text.strip() : text;
            fields.add(!isQuoted && field.equals(options.nullText()) ? null : field);
            quoted = index == 0 ? isQuoted : quoted;
        }

        @Override
        String fieldName() {
            return String.valueOf(fields.size() + 1);
        }

        @Override
        protected TextRecord buildRecord() {
            return new TextRecord(line(), fields, quoted);
        }
    }
}

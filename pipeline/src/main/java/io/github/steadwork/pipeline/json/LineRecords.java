package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.DataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file, in UTF-8. Blank ones are passed over. A line that is no JSON harms no other. */
final class LineRecords extends JsonRecords {

    /** A longer line is taken for a file that has no lines. */
    private static final int LONGEST_LINE = 1 << 26;

    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private byte[] line = {};
    private @Nullable JsonParser parser;

    LineRecords(String location, PackedFile file) {
        super(location, file);
    }

    @Override
    @Nullable
    JsonParser next() throws IOException {
        while (readLine()) {
            advance();
            int start = position() == 1 && startsWithMark() ? MARK.length : 0;
            if (!isBlank(start)) {
                JsonParser next = JSON.createParser(line, start, line.length - start);
                parser = next;
                next.nextToken();
                return next;
            }
        }
        return null;
    }

    private boolean startsWithMark() {
        return line.length >= MARK.length && Arrays.equals(line, 0, MARK.length, MARK, 0, MARK.length);
    }

    private boolean isBlank(int start) {
        for (int i = start; i < line.length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private boolean readLine() throws IOException {
        ByteArrayOutputStream parts = null;
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            if (end < to && parts == null) {
                line = Arrays.copyOfRange(buffer, from, end);
                from = end + 1;
                return true;
            }
            parts = parts == null ? new ByteArrayOutputStream() : parts;
            parts.write(buffer, from, end - from);
            from = end < to ? end + 1 : end;
            checkLength(parts.size());
            if (end < to) {
                break;
            }
        }
        line = parts == null ? new byte[0] : parts.toByteArray();
        return parts != null;
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, file().stream().read(buffer, 0, buffer.length));
        return to > 0;
    }

    private void checkLength(int length) {
        if (length > LONGEST_LINE) {
            throw new DataException(location() + ", line " + (position() + 1) + ": the line is longer than "
                    + LONGEST_LINE + " bytes; use the format json if the file holds one list");
        }
    }

    @Override
    void end() throws IOException {
        JsonParser read = parser;
        if (read == null) {
            return;
        }
        read.skipChildren();
        if (read.nextToken() != null) {
            throw new JsonParseException(read, "there is more than one value in the line");
        }
        read.close();
    }

    @Override
    boolean survives() {
        return true;
    }

    @Override
    String text() {
        return new String(line, StandardCharsets.UTF_8);
    }
}

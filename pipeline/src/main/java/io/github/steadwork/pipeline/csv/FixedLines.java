package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a file, one after another; empty ones are passed over. For one thread. */
final class FixedLines implements AutoCloseable {

    /** How much longer than it should be a line may be before the file is taken for one without lines. */
    private static final int MOST_EXCESS = 1 << 16;

    private final String location;
    private final CsvSource source;
    private final BufferedReader reader;
    private final int longest;
    private final StringBuilder line = new StringBuilder();
    private long number;

    private FixedLines(String location, CsvSource source, int width) {
        this.location = location;
        this.source = source;
        this.reader = new BufferedReader(source.reader());
        this.longest = width + MOST_EXCESS;
    }

    /** Opens a file behind the lines that are no rows. */
    static FixedLines open(Dataset dataset, FixedColumns columns) throws IOException {
        CsvSource source = CsvSource.open(dataset.path(), columns.encoding());
        FixedLines lines = new FixedLines(dataset.location(), source, columns.width());
        try {
            for (int i = 0; i < columns.skip() && lines.read(); i++) {
                // they are no rows
            }
            return lines;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** Goes to the next line that is not empty; false at the end. */
    boolean next() throws IOException {
        while (read()) {
            if (!line.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean read() throws IOException {
        try {
            line.setLength(0);
            int next = reader.read();
            boolean any = next >= 0;
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                if (line.length() > longest) {
                    throw new DataException(location + ", line " + (number + 1)
                            + ": it is far longer than its columns; are these lines at all?");
                }
                next = reader.read();
            }
            if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
            }
            number += any ? 1 : 0;
            return any;
        } catch (IOException e) {
            if (PackedFile.isBroken(e)) {
                throw source.broken(", after line " + number, e);
            }
            throw e;
        }
    }

    /** What stands at a place, without the blanks around it; null if nothing does. */
    @Nullable
    String field(FixedColumns.Place place) {
        int from = offset(0, place.from());
        String field =
                line.substring(from, offset(from, place.to() - place.from())).strip();
        return field.isEmpty() ? null : field;
    }

    private int offset(int from, int characters) {
        int at = from;
        for (int i = 0; i < characters && at < line.length(); i++) {
            at += Character.charCount(line.codePointAt(at));
        }
        return at;
    }

    /** How many characters the line has. */
    int length() {
        return line.codePointCount(0, line.length());
    }

    /** What stands behind the last column. */
    String rest(int width) {
        return line.substring(offset(0, width)).strip();
    }

    boolean isDecoded() {
        return line.indexOf(String.valueOf(CsvSource.UNDECODABLE)) < 0;
    }

    String text() {
        return line.toString().replace(CsvSource.UNDECODABLE, '\uFFFD');
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    CsvSource source() {
        return source;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

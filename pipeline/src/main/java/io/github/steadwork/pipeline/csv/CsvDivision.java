package io.github.steadwork.pipeline.csv;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds where a file may be cut: behind a line feed that ends a record. Only reading from the beginning tells whether a line
 * feed stands within quotes, and what number a line has; so the bytes are gone through, eight at a time.
 */
final class CsvDivision {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final int BUFFER = 1 << 18;
    private static final int ASCII = 0x80;
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private final byte delimiter;
    private final byte quote;
    private final boolean inferred;
    private final long partSize;
    private final List<CsvPart> parts = new ArrayList<>();

    private boolean quoted;
    private boolean closed;
    private boolean headerPassed;
    private int last = LF;
    private long lines;
    private long partFrom;
    private long partLine = 1;
    private long lineFrom;

    private CsvDivision(CsvOptions options, boolean inferred, long partSize) {
        this.delimiter = (byte) options.delimiter();
        this.quote = (byte) options.quote();
        this.inferred = inferred;
        this.partSize = partSize;
        this.headerPassed = !options.header();
    }

    /** Whether a byte that looks like a delimiter, a quote or a line feed always is one. */
    static boolean isPossible(CsvOptions options, Charset charset) {
        String name = charset.name().toLowerCase(Locale.ROOT);
        boolean plain = charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.US_ASCII)
                || name.startsWith("iso-8859-")
                || name.startsWith("windows-125");
        return plain && options.delimiter() < ASCII && options.quote() < ASCII;
    }

    /** Parts of about the same size, so many at most. */
    static List<CsvPart> of(Path path, CsvOptions options, boolean inferred, int most) throws IOException {
        long size = Files.size(path);
        CsvDivision division = new CsvDivision(options, inferred, Math.max(1, (size + most - 1) / most));
        try (InputStream in = Files.newInputStream(path)) {
            division.skipMark(in);
            division.scan(in);
        }
        if (division.partFrom < size || division.parts.isEmpty()) {
            division.parts.add(new CsvPart(division.partFrom, size, division.partLine, inferred));
        }
        return division.parts;
    }

    /** A byte order mark is followed by the beginning of a field as nothing is. */
    private void skipMark(InputStream in) throws IOException {
        byte[] start = in.readNBytes(3);
        boolean marked =
                start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF;
        if (marked) {
            lineFrom = start.length;
        } else {
            take(start, start.length, 0);
        }
    }

    private void scan(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long offset = 3;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            take(buffer, read, offset);
            offset += read;
        }
    }

    private void take(byte[] bytes, int length, long offset) {
        int i = 0;
        while (i < length) {
            if (i + Long.BYTES <= length && isPlain((long) LONGS.get(bytes, i))) {
                i += Long.BYTES;
                last = bytes[i - 1];
                continue;
            }
            int end = Math.min(length, i + Long.BYTES);
            for (; i < end; i++) {
                take(bytes[i], offset + i);
            }
        }
    }

    /** Whether none of eight bytes is a quote or ends a line. */
    private boolean isPlain(long word) {
        return (zeros(word ^ ONES * LF) | zeros(word ^ ONES * CR) | zeros(word ^ ONES * quote)) == 0;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private void take(byte value, long at) {
        if (value == quote) {
            passQuote();
        } else if (value == CR || (value == LF && last != CR)) {
            lines++;
        }
        if (value == LF && !quoted) {
            endLine(at);
        }
        last = value;
    }

    /** A quote at the beginning of a field opens it; within it, it closes it; right behind that, it opens it again. */
    private void passQuote() {
        boolean begins = last == delimiter || last == LF || last == CR;
        boolean doubled = closed && last == quote;
        closed = quoted;
        quoted = !quoted && (begins || doubled);
    }

    private void endLine(long at) {
        boolean empty = at == lineFrom || (at == lineFrom + 1 && last == CR);
        headerPassed |= !empty;
        lineFrom = at + 1;
        if (headerPassed && lineFrom - partFrom >= partSize) {
            parts.add(new CsvPart(partFrom, lineFrom, partLine, inferred));
            partFrom = lineFrom;
            partLine = lines + 1;
        }
    }
}

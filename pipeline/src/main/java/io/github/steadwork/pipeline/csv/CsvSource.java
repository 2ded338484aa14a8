package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.row.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The characters of a file: unpacked if its name ends in .gz, decoded, without byte order mark. */
final class CsvSource implements AutoCloseable {

    /** What stands in place of bytes that cannot be decoded. It is no character, so no text has it. */
    static final char UNDECODABLE = '\uFFFF';

    private static final int BUFFER = 1 << 16;
    private static final Map<Charset, byte[]> MARKS = marks();

    private final Path path;
    private final long size;
    private final CountingStream stored;
    private final Charset charset;
    private final Reader reader;

    private CsvSource(Path path, CountingStream stored, Optional<Charset> encoding) throws IOException {
        this.path = path;
        this.size = Files.size(path);
        this.stored = stored;
        InputStream bytes =
                new BufferedInputStream(isCompressed(path) ? new GZIPInputStream(stored, BUFFER) : stored, BUFFER);
        this.charset = charset(bytes, encoding);
        this.reader = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(UNDECODABLE)));
    }

    private static Map<Charset, byte[]> marks() {
        Map<Charset, byte[]> marks = new LinkedHashMap<>();
        marks.put(StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        marks.put(StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF});
        marks.put(StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE});
        return marks;
    }

    static CsvSource open(Path path, Optional<Charset> encoding) throws IOException {
        CountingStream stored;
        try {
            stored = new CountingStream(Files.newInputStream(path));
        } catch (NoSuchFileException e) {
            throw new DataException(path + ": there is no such file; check the path, and that it has arrived", e);
        }
        try {
            return new CsvSource(path, stored, encoding);
        } catch (EOFException | ZipException e) {
            stored.close();
            throw broken(path, "", e);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    static boolean isCompressed(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** What an unpacking error means. */
    static DataException broken(Path path, String where, IOException error) {
        String what = error instanceof EOFException
                ? "the compressed file ends too early, so a part of it is missing; fetch it again"
                : "the file cannot be unpacked (" + error.getMessage()
                        + "); fetch it again, or drop the ending .gz if it" + " is not compressed";
        return new DataException(path + where + ": " + what, error);
    }

    private Charset charset(InputStream bytes, Optional<Charset> encoding) throws IOException {
        for (Map.Entry<Charset, byte[]> mark : MARKS.entrySet()) {
            if (startsWith(bytes, mark.getValue())) {
                checkMark(mark.getKey(), encoding);
                bytes.skipNBytes(mark.getValue().length);
                return mark.getKey();
            }
        }
        return encoding.orElse(StandardCharsets.UTF_8);
    }

    private static boolean startsWith(InputStream bytes, byte[] mark) throws IOException {
        bytes.mark(mark.length);
        byte[] start = bytes.readNBytes(mark.length);
        bytes.reset();
        return Arrays.equals(start, mark);
    }

    private void checkMark(Charset marked, Optional<Charset> encoding) {
        boolean contradicts = encoding.isPresent()
                && !encoding.get().equals(marked)
                && !marked.name().startsWith(encoding.get().name());
        if (contradicts) {
            throw new DataException(path + ": the file begins with the byte order mark of " + marked
                    + ", but the option 'encoding' is '" + encoding.get() + "'; leave the option out");
        }
    }

    Reader reader() {
        return reader;
    }

    Charset charset() {
        return charset;
    }

    long bytesRead() {
        return stored.count;
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static final class CountingStream extends FilterInputStream {

        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = in.skip(n);
            count += skipped;
            return skipped;
        }
    }
}

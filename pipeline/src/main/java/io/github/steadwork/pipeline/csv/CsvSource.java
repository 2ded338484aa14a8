package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The characters of a file: unpacked if its name ends in .gz, decoded, without byte order mark. */
final class CsvSource implements AutoCloseable {

    /** What stands in place of bytes that cannot be decoded. It is no character, so no text has it. */
    static final char UNDECODABLE = '\uFFFF';

    private static final Map<Charset, byte[]> MARKS = marks();

    private final Path path;
    private final PackedFile file;
    private final Charset charset;
    private final Reader reader;

    private CsvSource(Path path, PackedFile file, Optional<Charset> encoding, boolean begins) throws IOException {
        this.path = path;
        this.file = file;
        this.charset = begins ? charset(file.stream(), encoding) : encoding.orElse(StandardCharsets.UTF_8);
        this.reader = new InputStreamReader(
                file.stream(),
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

    /** The characters of a file. */
    static CsvSource open(Path path, Optional<Charset> encoding) throws IOException {
        return open(path, encoding, Optional.empty());
    }

    /** The characters of a file, or of a part of it. */
    static CsvSource open(Path path, Optional<Charset> encoding, Optional<CsvPart> part) throws IOException {
        PackedFile file = part.isPresent()
                ? PackedFile.part(path, part.get().from(), part.get().to())
                : PackedFile.open(path);
        try {
            return new CsvSource(
                    path, file, encoding, part.isEmpty() || part.get().hasHeader());
        } catch (IOException e) {
            file.close();
            if (PackedFile.isBroken(e)) {
                throw file.broken("", e);
            }
            throw e;
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** What an unpacking error means. */
    DataException broken(String where, IOException error) {
        return file.broken(where, error);
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
        return file.bytesRead();
    }

    long size() {
        return file.size();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

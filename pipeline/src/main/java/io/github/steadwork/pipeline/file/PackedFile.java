package io.github.steadwork.pipeline.file;

import io.github.steadwork.pipeline.row.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The content of a file, unpacked if its name ends in {@code .gz}, {@code .zst} or {@code .zip}. A packed file that was cut off or changed is
 * an error, never just short. For one thread.
 */
public final class PackedFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** How a file is packed, by the end of its name. */
    public enum Packing {
        /** Not at all. */
        NONE,
        /** With gzip; several members one after another are one content. */
        GZIP,
        /** With Zstandard, for which zstd-jni must be on the class path; several frames one after another are one content. */
        ZSTD,
        /** As the only file in a zip archive. */
        ZIP;

        /** That of a file of this name. */
        public static Packing of(Path path) {
            String name = path.toString().toLowerCase(Locale.ROOT);
            if (name.endsWith(".gz")) {
                return GZIP;
            }
            return name.endsWith(".zst") ? ZSTD : name.endsWith(".zip") ? ZIP : NONE;
        }
    }

    /** How far the stored bytes have been read. */
    interface Meter {
        long bytesRead();
    }

    private final Path path;
    private final long size;
    private final InputStream content;
    private final Meter meter;

    private PackedFile(Path path, long size, InputStream content, Meter meter) {
        this.path = path;
        this.size = size;
        this.content = content;
        this.meter = meter;
    }

    /**
     * Opens a file.
     *
     * @throws DataException if there is none, or if it is not packed as its name says
     */
    public static PackedFile open(Path path) throws IOException {
        try {
            long size = Files.size(path);
            return Packing.of(path) == Packing.ZIP ? zip(path, size) : streamed(path, size);
        } catch (NoSuchFileException e) {
            throw new DataException(path + ": there is no such file; check the path, and that it has arrived", e);
        } catch (EOFException | ZipException e) {
            throw broken(path, "", e);
        }
    }

    /**
     * Opens the bytes of a file from one to before another, as they are stored.
     *
     * @throws DataException if there is no such file
     */
    public static PackedFile part(Path path, long from, long to) throws IOException {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path);
            channel.position(from);
            CountingStream stored = new CountingStream(new LimitedStream(Channels.newInputStream(channel), to - from));
            return new PackedFile(path, to - from, new BufferedInputStream(stored, BUFFER), stored::count);
        } catch (NoSuchFileException e) {
            throw new DataException(path + ": there is no such file; check the path, and that it has arrived", e);
        }
    }

    private static PackedFile streamed(Path path, long size) throws IOException {
        CountingStream stored = new CountingStream(Files.newInputStream(path));
        try {
            InputStream content = switch (Packing.of(path)) {
                case GZIP -> new GZIPInputStream(stored, BUFFER);
                case ZSTD -> Zstd.unpacked(path, stored);
                case NONE, ZIP -> stored;
            };
            return new PackedFile(path, size, new BufferedInputStream(content, BUFFER), stored::count);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    private static PackedFile zip(Path path, long size) throws IOException {
        ZipContent zip = ZipContent.open(path);
        return new PackedFile(path, size, new BufferedInputStream(zip, BUFFER), zip);
    }

    /** The unpacked bytes; it supports mark and reset. */
    public InputStream stream() {
        return content;
    }

    /** How many bytes of the file as it is stored have been read. */
    public long bytesRead() {
        return meter.bytesRead();
    }

    /** How many bytes the file has as it is stored. */
    public long size() {
        return size;
    }

    /** Whether this error, thrown by {@link #stream}, says that the packed file is broken. */
    public static boolean isBroken(IOException error) {
        return error instanceof EOFException || error instanceof ZipException;
    }

    /**
     * What an unpacking error means, with file and place.
     *
     * @param where how far the reader had come, as ", after line 7"
     */
    public DataException broken(String where, IOException error) {
        return broken(path, where + ", at byte " + bytesRead() + " of " + size, error);
    }

    private static DataException broken(Path path, String where, IOException error) {
        String what = error instanceof EOFException
                ? "the compressed file ends too early, so a part of it is missing; fetch it again"
                : "the file cannot be unpacked (" + error.getMessage() + "); fetch it again, or drop the ending "
                        + ending(path) + " if it is not compressed";
        return new DataException(path + where + ": " + what, error);
    }

    private static String ending(Path path) {
        String name = path.toString();
        return name.substring(name.lastIndexOf('.'));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}

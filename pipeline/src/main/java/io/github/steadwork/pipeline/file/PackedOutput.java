package io.github.steadwork.pipeline.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A file that appears when it is complete, packed if its name ends in {@code .gz}, {@code .zst} or {@code .zip}. For one thread.
 */
public final class PackedOutput implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final StagedFile file;
    private final OutputStream stream;

    private PackedOutput(StagedFile file, OutputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /** Begins a file that is to stand at this place; missing folders are made. */
    public static PackedOutput create(Path path) throws IOException {
        StagedFile file = StagedFile.create(path);
        try {
            return new PackedOutput(file, packed(path, file.stream()));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static OutputStream packed(Path path, OutputStream stored) throws IOException {
        return switch (PackedFile.Packing.of(path)) {
            case NONE -> new BufferedOutputStream(stored, BUFFER);
            case GZIP -> new GZIPOutputStream(stored, BUFFER);
            case ZSTD -> Zstd.packed(path, new BufferedOutputStream(stored, BUFFER));
            case ZIP -> zip(path, stored);
        };
    }

    private static OutputStream zip(Path path, OutputStream stored) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(stored, BUFFER));
        String name = String.valueOf(path.getFileName());
        ZipEntry entry = new ZipEntry(name.substring(0, name.length() - ".zip".length()));
        entry.setTime(0); // the same content is the same file
        zip.putNextEntry(entry);
        return zip;
    }

    /** Where to write. Closing it ends the packing; the file appears with {@link #commit}. */
    public OutputStream stream() {
        return stream;
    }

    /** How many bytes have been stored; exact after {@link #commit}. */
    public long size() {
        return file.size();
    }

    /** Ends the packing and shows the file. */
    public void commit() throws IOException {
        stream.close();
        file.commit();
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

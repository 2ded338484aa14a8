package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Looks whether what is taken into memory as a whole, which is all but the sheets, fits there. What a file says of its own lengths is not believed. */
final class PartSizes {

    /** Deflated bytes become at most so many. */
    private static final long MOST = 1_032;

    private static final int BUFFER = 1 << 16;

    private PartSizes() {}

    /**
     * Looks.
     *
     * @param limit how many bytes a part may have
     * @throws DataException if one has more
     */
    static void check(Path path, long limit) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<? extends ZipEntry> held = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".xml")
                            && !entry.getName().contains("/worksheets/")
                            && entry.getCompressedSize() > limit / MOST)
                    .toList();
            for (ZipEntry entry : held) {
                check(path, entry.getName(), zip.getInputStream(entry), limit);
            }
        } catch (ZipException e) {
            throw SheetRows.broken(path.toString(), e);
        }
    }

    private static void check(Path path, String part, InputStream content, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            size += read;
            if (size > limit) {
                throw new DataException(
                        path + ": its part " + part + " has more than " + (limit >> 20)
                                + " MiB, which would take too much of the memory; save the file as .csv, or give the process more");
            }
        }
    }
}

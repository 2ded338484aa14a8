package io.github.steadwork.pipeline.file;

import io.github.steadwork.pipeline.row.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The one file in a zip archive. The directory of an archive stands at its end, so an archive that was cut off is found when it
 * is opened; the checksum, which the JDK does not look at here, is compared at the end.
 */
final class ZipContent extends InputStream implements PackedFile.Meter {

    private final ZipFile archive;
    private final ZipEntry entry;
    private final InputStream content;
    private final CRC32 checksum = new CRC32();
    private long count;

    private ZipContent(ZipFile archive, ZipEntry entry, InputStream content) {
        this.archive = archive;
        this.entry = entry;
        this.content = content;
    }

    static ZipContent open(Path path) throws IOException {
        ZipFile archive = new ZipFile(path.toFile());
        try {
            ZipEntry entry = only(path, archive);
            return new ZipContent(archive, entry, archive.getInputStream(entry));
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static ZipEntry only(Path path, ZipFile archive) {
        List<? extends ZipEntry> files =
                archive.stream().filter(ZipContent::isFile).toList();
        if (files.size() != 1) {
            String names = files.stream().limit(5).map(ZipEntry::getName).collect(Collectors.joining(", "));
            throw new DataException(path + ": the archive holds " + files.size() + " files"
                    + (names.isEmpty() ? "" : " (" + names + ")") + ", but one is expected; unpack it into a folder");
        }
        return files.get(0);
    }

    /** What some archivers add beside the files does not count. */
    private static boolean isFile(ZipEntry entry) {
        return !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = content.read(bytes, offset, length);
        if (read < 0) {
            checkWhole();
        } else {
            checksum.update(bytes, offset, read);
            count += read;
        }
        return read;
    }

    private void checkWhole() throws IOException {
        if (entry.getSize() >= 0 && count < entry.getSize()) {
            throw new EOFException("the archive holds " + count + " of " + entry.getSize() + " bytes");
        }
        if (entry.getCrc() >= 0 && entry.getCrc() != checksum.getValue()) {
            throw new ZipException("the checksum is wrong");
        }
    }

    /** As a share of the packed size, for the archive does not say where it is. */
    @Override
    public long bytesRead() {
        long size = Math.max(1, entry.getSize());
        return (long) (entry.getCompressedSize() * Math.min(1.0, (double) count / size));
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}

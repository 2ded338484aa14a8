package io.github.steadwork.pipeline.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is written beside its place and moved there when it is complete, so that nobody ever sees half of it. For
 * one thread.
 */
public final class StagedFile implements AutoCloseable {

    private final Path target;
    private final Path staging;
    private final FileChannel channel;
    private final OutputStream stream;
    private final boolean durable;
    private boolean committed;

    private StagedFile(Path target, Path staging, FileChannel channel, boolean durable) {
        this.durable = durable;
        this.target = target;
        this.staging = staging;
        this.channel = channel;
        this.stream = new Stream(channel);
    }

    /** Begins a file that is to stand at this place; missing folders are made. */
    public static StagedFile create(Path target) throws IOException {
        return create(target, true);
    }

    /** As {@link #create}, without waiting for the disk: for files that nobody needs after a crash. */
    public static StagedFile createTemporary(Path target) throws IOException {
        return create(target, false);
    }

    private static StagedFile create(Path target, boolean durable) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new IOException("cannot write " + target + ": it is a folder; name a file");
        }
        Files.createDirectories(folder);
        Path staging = folder.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        return new StagedFile(
                absolute,
                staging,
                FileChannel.open(staging, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                durable);
    }

    /** Where to write. It is not buffered, and stays open when it is closed: the file is not complete until it is committed. */
    public OutputStream stream() {
        return stream;
    }

    /** How many bytes have been written. */
    public long size() {
        try {
            return channel.isOpen() ? channel.size() : Files.size(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forces everything to disk, unless it is temporary, and moves the file to its place. */
    public void commit() throws IOException {
        if (durable) {
            channel.force(true);
        }
        channel.close();
        try {
            Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(staging, target, StandardCopyOption.REPLACE_EXISTING);
        }
        committed = true;
    }

    /** Deletes what was not committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(staging);
        }
    }

    private static final class Stream extends OutputStream {

        private final FileChannel channel;

        Stream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}

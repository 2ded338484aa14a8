package io.github.steadwork.jobs.analysis.numbers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of one run are kept: in memory up to a bound, and beyond it in one temporary file, which is gone when
 * this is closed. For one thread.
 */
public final class KeyStore implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final long limit;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private long reserved;
    private @Nullable FileChannel file;
    private long end;

    /** Keys stand for runs in the file: from this position, so many keys. */
    record Run(long position, long keys) {}

    /** A store that keeps about so many bytes in memory. */
    public KeyStore(long limit) {
        this.limit = limit;
    }

    /** Whether there is room for so many bytes more; they are then taken. */
    public boolean tryReserve(long bytes) {
        if (reserved + bytes > limit) {
            return false;
        }
        reserved += bytes;
        return true;
    }

    /** Gives bytes back. */
    public void release(long bytes) {
        reserved -= bytes;
    }

    /** How many bytes lie in the file. */
    public long spilled() {
        return end;
    }

    /** Takes bytes whether there is room or not. */
    void reserve(long bytes) {
        reserved += bytes;
    }

    /** Writes the first keys of an array. */
    Run write(long[] keys, int count) {
        try {
            FileChannel channel = channel();
            Run run = new Run(end, count);
            for (int i = 0; i < count; i++) {
                buffer.putLong(keys[i]);
                if (!buffer.hasRemaining() || i == count - 1) {
                    end += drain(channel);
                }
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write numbers to a temporary file; see that its disk has room, or raise the memory", e);
        }
    }

    private long drain(FileChannel channel) throws IOException {
        buffer.flip();
        long written = 0;
        while (buffer.hasRemaining()) {
            written += channel.write(buffer, end + written);
        }
        buffer.clear();
        return written;
    }

    /** Reads keys of a run into the array. */
    void read(Run run, long from, long[] into, int count) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(count * Long.BYTES);
            long position = run.position() + from * Long.BYTES;
            while (bytes.hasRemaining()) {
                if (channel().read(bytes, position + bytes.position()) < 0) {
                    throw new IOException("it ends at byte " + end);
                }
            }
            bytes.flip().asLongBuffer().get(into, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read numbers back from a temporary file", e);
        }
    }

    private FileChannel channel() throws IOException {
        FileChannel open = file;
        if (open == null) {
            Path path = Files.createTempFile("steadwork-statistics-", ".keys");
            open = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            file = open;
        }
        return open;
    }

    /** Deletes the file. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}

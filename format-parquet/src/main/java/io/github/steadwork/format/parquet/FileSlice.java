package io.github.steadwork.format.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file as a stream, which leaves the channel's own position alone. A file that ends too soon is an error. */
final class FileSlice extends InputStream {

    /** The disk failed, or the thread was interrupted: nothing that is said of the file's content. */
    static final class Unreadable extends UncheckedIOException {

        private static final long serialVersionUID = 1L;

        Unreadable(IOException error) {
            super(error);
        }
    }

    private final FileChannel channel;
    private long position;
    private long left;

    FileSlice(FileChannel channel, long from, long length) {
        this.channel = channel;
        this.position = from;
        this.left = length;
    }

    /** Bytes of a file. */
    static byte[] bytes(FileChannel channel, long from, int length) throws IOException {
        if (from < 0 || from + length > channel.size()) {
            throw new EOFException("there are no " + length + " bytes at " + from);
        }
        byte[] bytes = new byte[length];
        new FileSlice(channel, from, length).readNBytes(bytes, 0, length);
        return bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int read = fill(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)));
        if (read < 0) {
            throw new EOFException("it ends at byte " + position);
        }
        position += read;
        left -= read;
        return read;
    }

    private int fill(ByteBuffer buffer) {
        try {
            return channel.read(buffer, position);
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }
}

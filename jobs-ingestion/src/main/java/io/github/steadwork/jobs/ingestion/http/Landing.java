package io.github.steadwork.jobs.ingestion.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The file in which a stream's records are gathered, a line each, before any row is written. Each attempt has a file of its own, which
 * begins as a copy of what the last one had when it was saved: an attempt that has lost the job and does not know it cannot spoil it.
 */
final class Landing implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;

    private Landing(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Whether what an earlier attempt had gathered is still there. */
    static boolean holds(StreamState.Gathered state) throws IOException {
        Path file = Path.of(state.file());
        return Files.isRegularFile(file) && Files.size(file) >= state.bytes();
    }

    /** Goes on from a copy of what is there. */
    static Landing from(Path folder, StreamState.Gathered state) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(UUID.randomUUID() + ".ndjson");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Landing landing = new Landing(file, channel);
        if (state.bytes() > 0) {
            landing.copy(Path.of(state.file()), state.bytes());
        }
        return landing;
    }

    private void copy(Path earlier, long bytes) throws IOException {
        try (FileChannel source = FileChannel.open(earlier, StandardOpenOption.READ)) {
            long done = 0;
            while (done < bytes) {
                long more = source.transferTo(done, bytes - done, channel);
                if (more <= 0) {
                    throw new IOException(earlier + " has become shorter while it was read");
                }
                done += more;
            }
        } catch (IOException e) {
            close();
            throw e;
        }
        channel.force(false);
    }

    Path file() {
        return file;
    }

    /** Adds lines, and gives how many bytes there are; they are safe when it returns. */
    long append(byte[] lines) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(lines);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(false);
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

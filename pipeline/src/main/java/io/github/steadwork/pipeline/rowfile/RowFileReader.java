package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a file of rows. It holds one block in memory. */
public final class RowFileReader implements RowReader {

    private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;
    private static final int BLOCK_HEAD = 2 * Integer.BYTES;
    private static final int END = 2 * Integer.BYTES + Long.BYTES;
    private static final long VERSION_BITS = 0xFF;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final Bytes block = new Bytes(BLOCK_HEAD);
    private final String source;
    private final Schema schema;
    private final RowDecoder decoder;
    private final long total;
    private final long end;
    private long offset;
    private long blockOffset;
    private int rowsLeft;
    private long rows;

    private RowFileReader(Path path, FileChannel channel, Optional<RowFilePart> part) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        long all = readTotal();
        readHeader();
        this.total = part.map(RowFilePart::rows).orElse(all);
        this.end = part.map(RowFilePart::to).orElse(size - END);
        this.source = RowDecoder.readPlainText(block);
        this.schema = RowDecoder.readSchema(block);
        this.decoder = new RowDecoder(schema, block);
        this.offset = part.map(RowFilePart::from).orElse(offset);
    }

    /**
     * Opens a file.
     *
     * @throws DataException if it is missing, is no such file, or is not complete
     */
    public static RowFileReader open(Path path) throws IOException {
        return open(path, Optional.empty());
    }

    /** Opens a part of a file, as {@link #divide} gave it. */
    static RowFileReader open(Path path, Optional<RowFilePart> part) throws IOException {
        FileChannel channel = channel(path);
        try {
            return new RowFileReader(path, channel, part);
        } catch (IOException | DataException e) {
            channel.close();
            throw e;
        } catch (RuntimeException e) {
            channel.close();
            throw new DataException(path + ": the header is damaged; write the file again", e);
        }
    }

    private static FileChannel channel(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new DataException(path + ": there is no such file; did the job that writes it succeed?", e);
        }
    }

    private long readTotal() throws IOException {
        if (size >= Long.BYTES) {
            fill(0, Long.BYTES);
            checkMagic(block.getLong());
        }
        if (size < HEAD + END) {
            throw incomplete();
        }
        fill(size - END, END);
        boolean marked = block.getInt() == RowFileWriter.END;
        long count = block.getLong();
        int checksum = RowFileWriter.checksum(block.array, 0, block.position);
        if (!marked || block.getInt() != checksum) {
            throw incomplete();
        }
        return count;
    }

    private void checkMagic(long magic) {
        if ((magic & ~VERSION_BITS) != (RowFileWriter.MAGIC & ~VERSION_BITS)) {
            throw new DataException(path + ": this is not a file of rows; if it is a CSV file, open it as 'csv'");
        }
        if (magic != RowFileWriter.MAGIC) {
            throw new DataException(path + ": this is version " + (magic & VERSION_BITS)
                    + " of a file of rows, and only version 2 is known; use the Steadwork that wrote it");
        }
    }

    private DataException incomplete() {
        return new DataException(path + ": the file ends at byte " + size
                + " without its end marker, so a part of it is missing; write it again");
    }

    private void readHeader() throws IOException {
        fill(Long.BYTES, 2 * Integer.BYTES);
        int length = block.getInt();
        int checksum = block.getInt();
        read(HEAD, length, checksum);
        offset = HEAD + (long) length;
    }

    /** Reads so many bytes and compares their checksum. */
    private void read(long from, int length, int checksum) throws IOException {
        if (length < 0 || from + length > size) {
            throw damaged(from, "a length of " + length + " goes past its end", null);
        }
        fill(from, length);
        if (RowFileWriter.checksum(block.array, 0, length) != checksum) {
            throw damaged(from, "the checksum does not match", null);
        }
    }

    private void fill(long from, int length) throws IOException {
        if (block.array.length < length) {
            block.array = new byte[length];
        }
        ByteBuffer buffer = ByteBuffer.wrap(block.array, 0, length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw incomplete();
            }
        }
        block.position = 0;
        block.limit = length;
    }

    private DataException damaged(long at, String what, @Nullable Throwable cause) {
        String message = path + ": the file is damaged at byte " + at + ": " + what + "; write it again";
        return cause == null ? new DataException(message) : new DataException(message, cause);
    }

    @Override
    public @Nullable Row read() throws IOException {
        if (rowsLeft == 0 && !nextBlock()) {
            return null;
        }
        try {
            Row row = decoder.read();
            rowsLeft--;
            rows++;
            return row;
        } catch (RuntimeException e) {
            throw damaged(blockOffset, "row " + (rows + 1) + " cannot be read", e);
        }
    }

    private boolean nextBlock() throws IOException {
        if (offset >= end) {
            if (rows != total) {
                throw damaged(offset, "there are " + rows + " rows, but there should be " + total, null);
            }
            return false;
        }
        if (offset + BLOCK_HEAD > size) {
            throw incomplete();
        }
        fill(offset, BLOCK_HEAD);
        int length = block.getInt();
        int checksum = block.getInt();
        blockOffset = offset;
        read(offset + BLOCK_HEAD, length, checksum);
        rowsLeft = block.getInt();
        decoder.beginBlock();
        offset += BLOCK_HEAD + (long) length;
        if (rowsLeft <= 0) {
            throw damaged(blockOffset, "a block has " + rowsLeft + " rows", null);
        }
        return true;
    }

    /** Parts of the file, of about the same length, at most so many; each begins and ends with a block. */
    List<RowFilePart> divide(int most) throws IOException {
        List<RowFilePart> parts = new ArrayList<>();
        long first = offset;
        long from = offset;
        long rowsInPart = 0;
        while (offset < end) {
            fill(offset, BLOCK_HEAD + Integer.BYTES);
            offset += BLOCK_HEAD + (long) block.getInt();
            block.position = BLOCK_HEAD;
            rowsInPart += block.getInt();
            if (offset >= end || offset - first >= (end - first) * (parts.size() + 1.0) / most) {
                parts.add(new RowFilePart(from, offset, rowsInPart));
                from = offset;
                rowsInPart = 0;
            }
        }
        return parts;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Unit unit() {
        return Unit.ROWS;
    }

    @Override
    public long done() {
        return rows;
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(total);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

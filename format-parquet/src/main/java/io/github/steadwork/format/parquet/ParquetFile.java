package io.github.steadwork.format.parquet;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.DataException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * An open file: its schema and its row groups. What the library throws at a broken file becomes one error. The library has a reader of
 * its own, which cannot be loaded without Hadoop, and which takes a row group into memory as a whole. For one thread.
 */
final class ParquetFile implements AutoCloseable {

    private static final String MAGIC = "PAR1";
    private static final int TAIL = 8;
    private static final int LONGEST_FOOTER = 1 << 28;

    /** What the library does with a file. */
    interface Reading<T> {
        T get() throws IOException;
    }

    private final String location;
    private final FileChannel channel;
    private final ParquetMetadata meta;

    private ParquetFile(String location, FileChannel channel, ParquetMetadata meta) {
        this.location = location;
        this.channel = channel;
        this.meta = meta;
    }

    static ParquetFile open(Dataset dataset) throws IOException {
        Path path = dataset.path();
        if (!Files.exists(path)) {
            throw new DataException(path + ": there is no such file; check the path, and that it has arrived");
        }
        FileChannel channel = FileChannel.open(path);
        try {
            return new ParquetFile(dataset.location(), channel, guard(dataset.location(), () -> footer(channel)));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ParquetMetadata footer(FileChannel channel) throws IOException {
        long end = channel.size() - TAIL;
        ByteBuffer tail = ByteBuffer.wrap(FileSlice.bytes(channel, end, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        String magic = StandardCharsets.ISO_8859_1.decode(tail).toString();
        if (!magic.equals(MAGIC)) {
            throw new EOFException(magic.equals("PARE") ? "it is encrypted" : "it does not end in " + MAGIC);
        }
        if (length <= 0 || length > LONGEST_FOOTER || length > end - MAGIC.length()) {
            throw new EOFException("its footer would have " + length + " bytes");
        }
        InputStream footer = new ByteArrayInputStream(FileSlice.bytes(channel, end - length, length));
        return new ParquetMetadataConverter().fromParquetMetadata(Util.readFileMetaData(footer, length));
    }

    /** Does what reads values of the file. */
    <T> T read(Reading<T> reading) throws IOException {
        return guard(location, reading);
    }

    private static <T> T guard(String location, Reading<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (DataException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof FileSlice.Unreadable trouble) {
                    throw trouble.getCause();
                }
            }
            throw new DataException(
                    location + ": this is no Parquet file, or it was cut off or changed (" + e.getMessage()
                            + "); fetch it again",
                    e);
        }
    }

    MessageType schema() {
        return meta.getFileMetaData().getSchema();
    }

    int groups() {
        return meta.getBlocks().size();
    }

    /** How many rows a row group has. */
    long rows(int group) {
        return meta.getBlocks().get(group).getRowCount();
    }

    /** The values of these columns in a row group. */
    ColumnReadStore group(int index, List<ColumnDescriptor> leaves) throws IOException {
        return read(() -> {
            BlockMetaData block = meta.getBlocks().get(index);
            return new ColumnReadStoreImpl(
                    GroupPages.of(channel, block, leaves),
                    new NoConverter(),
                    schema(),
                    meta.getFileMetaData().getCreatedBy());
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

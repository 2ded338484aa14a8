package io.github.steadwork.format.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** The row group that is being written, and after it the next one. For one thread. */
final class RowGroup implements AutoCloseable {

    private final ParquetFileWriter writer;
    private final MessageType type;
    private final ParquetProperties properties;
    private final PageCodec compressor;
    private final ColumnWriter[] columns;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private int ordinal;
    private long rows;

    RowGroup(ParquetFileWriter writer, MessageType type, ParquetProperties properties, CompressionCodecName codec) {
        this.writer = writer;
        this.type = type;
        this.properties = properties;
        this.compressor = new PageCodec(codec);
        this.columns = new ColumnWriter[type.getColumns().size()];
        this.pages = pages();
        this.store = store();
    }

    private ColumnChunkPageWriteStore pages() {
        return ColumnChunkPageWriteStore.builder()
                .withCompressorProvider(column -> compressor)
                .withSchema(type)
                .withAllocator(new HeapByteBufferAllocator())
                .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
                .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
                .withRowGroupOrdinal(ordinal)
                .build();
    }

    private ColumnWriteStore store() {
        ColumnWriteStore begun = properties.newColumnWriteStore(type, pages);
        int index = 0;
        for (ColumnDescriptor column : type.getColumns()) {
            columns[index++] = begun.getColumnWriter(column);
        }
        return begun;
    }

    ColumnWriter column(int index) {
        return columns[index];
    }

    void endRow() {
        store.endRecord();
        rows++;
    }

    /** How many bytes it holds in memory. */
    long size() {
        return store.getBufferedSize();
    }

    /** Writes it, unless it is empty, and begins the next one. */
    void flush() throws IOException {
        if (rows == 0) {
            return;
        }
        writer.startBlock(rows);
        store.flush();
        pages.flushToFileWriter(writer);
        writer.endBlock();
        close();
        ordinal++;
        rows = 0;
        pages = pages();
        store = store();
    }

    @Override
    public void close() {
        store.close();
        pages.close();
    }
}

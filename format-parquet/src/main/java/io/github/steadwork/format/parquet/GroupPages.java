package io.github.steadwork.format.parquet;

import java.io.EOFException;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;

/** The pages of a row group's columns. */
record GroupPages(Map<ColumnDescriptor, PageReader> pages, long rows) implements PageReadStore {

    /** Finds the columns, and refuses a group in which one has not as many values as there are rows. */
    static GroupPages of(FileChannel channel, BlockMetaData block, List<ColumnDescriptor> leaves) throws EOFException {
        Map<ColumnPath, ColumnChunkMetaData> chunks = new HashMap<>();
        block.getColumns().forEach(chunk -> chunks.put(chunk.getPath(), chunk));
        Map<ColumnDescriptor, PageReader> pages = new HashMap<>();
        for (ColumnDescriptor leaf : leaves) {
            ColumnChunkMetaData chunk = chunks.get(ColumnPath.get(leaf.getPath()));
            if (chunk == null || chunk.getValueCount() != block.getRowCount()) {
                throw new EOFException("column " + String.join(".", leaf.getPath()) + " has "
                        + (chunk == null ? "no" : chunk.getValueCount()) + " values for " + block.getRowCount()
                        + " rows");
            }
            pages.put(leaf, new ColumnPages(channel, chunk));
        }
        return new GroupPages(pages, block.getRowCount());
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        PageReader reader = pages.get(column);
        if (reader == null) {
            throw new IllegalArgumentException("column " + column + " was not asked for");
        }
        return reader;
    }

    @Override
    public long getRowCount() {
        return rows;
    }
}

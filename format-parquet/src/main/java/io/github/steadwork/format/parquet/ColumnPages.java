package io.github.steadwork.format.parquet;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/** Reads the pages of one column in one row group, one after another: one is held in memory, and the column's dictionary. */
final class ColumnPages implements PageReader {

    private static final ParquetMetadataConverter NAMES = new ParquetMetadataConverter();
    private static final int BUFFER = 1 << 16;

    private final ColumnChunkMetaData chunk;
    private final PageCodec codec;
    private final Statistics<?> none;
    private final InputStream in;
    private @Nullable PageHeader next;
    private long values;

    ColumnPages(FileChannel channel, ColumnChunkMetaData chunk) {
        this.chunk = chunk;
        this.codec = new PageCodec(chunk.getCodec());
        this.none = Statistics.createStats(chunk.getPrimitiveType());
        this.in = new BufferedInputStream(new FileSlice(channel, chunk.getStartingPos(), chunk.getTotalSize()), (int)
                Math.max(1, Math.min(BUFFER, chunk.getTotalSize())));
    }

    @Override
    public long getTotalValueCount() {
        return chunk.getValueCount();
    }

    /** To be asked for before the first page of values, as the library does. */
    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = peek();
            if (header.getType() != PageType.DICTIONARY_PAGE) {
                return null;
            }
            next = null;
            byte[] unpacked = codec.unpack(content(header), header.getUncompressed_page_size());
            int size = header.getDictionary_page_header().getNum_values();
            if (size < 0 || size > unpacked.length) {
                throw new EOFException("a dictionary would have " + size + " values");
            }
            return new DictionaryPage(
                    BytesInput.from(unpacked),
                    size,
                    encoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable DataPage readPage() {
        try {
            while (values < chunk.getValueCount()) {
                PageHeader header = peek();
                next = null;
                byte[] content = content(header);
                if (header.isSetData_page_header()) {
                    return page(header, header.getData_page_header(), content);
                }
                if (header.isSetData_page_header_v2()) {
                    return page(header, header.getData_page_header_v2(), content);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageHeader peek() throws IOException {
        if (next == null) {
            next = Util.readPageHeader(in);
        }
        return next;
    }

    /** The bytes of a page as they are stored, if their checksum, where there is one, is right. */
    private byte[] content(PageHeader header) throws IOException {
        int length = header.getCompressed_page_size();
        if (length < 0 || length > chunk.getTotalSize()) {
            throw new EOFException("a page would have " + length + " bytes");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("a page has " + content.length + " bytes and not " + length);
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        if (header.isSetCrc() && (int) sum.getValue() != header.getCrc()) {
            throw new EOFException("the checksum of a page is wrong");
        }
        return content;
    }

    private DataPage page(PageHeader header, DataPageHeader data, byte[] content) throws IOException {
        values += counted(data.getNum_values());
        byte[] unpacked = codec.unpack(content, header.getUncompressed_page_size());
        return new DataPageV1(
                BytesInput.from(unpacked),
                data.getNum_values(),
                unpacked.length,
                none,
                encoding(data.getRepetition_level_encoding()),
                encoding(data.getDefinition_level_encoding()),
                encoding(data.getEncoding()));
    }

    /** Of this kind the levels, which stand first, are never packed. */
    private DataPage page(PageHeader header, DataPageHeaderV2 data, byte[] content) throws IOException {
        values += counted(data.getNum_values());
        int repetitions = data.getRepetition_levels_byte_length();
        int levels = Math.addExact(repetitions, data.getDefinition_levels_byte_length());
        if (repetitions < 0 || levels < repetitions || levels > content.length) {
            throw new EOFException("the levels of a page would have " + levels + " bytes");
        }
        byte[] packed = Arrays.copyOfRange(content, levels, content.length);
        byte[] unpacked = data.isSetIs_compressed() && !data.isIs_compressed()
                ? packed
                : codec.unpack(packed, header.getUncompressed_page_size() - levels);
        return DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(content, 0, repetitions),
                BytesInput.from(content, repetitions, levels - repetitions),
                encoding(data.getEncoding()),
                BytesInput.from(unpacked),
                none);
    }

    private int counted(int count) throws EOFException {
        if (count < 0 || count > chunk.getValueCount() - values) {
            throw new EOFException("a page would have " + count + " values");
        }
        return count;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return NAMES.getEncoding(encoding);
    }
}

package io.github.steadwork.format.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.github.steadwork.pipeline.row.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Packs and unpacks pages; those of the library stand on Hadoop. Safe for use by many threads.
 *
 * @param codec how
 */
record PageCodec(CompressionCodecName codec) implements BytesInputCompressor {

    /** No program writes pages near this length; a file that says so wants our memory. */
    private static final int LONGEST_PAGE = 1 << 28;

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        return switch (codec) {
            case UNCOMPRESSED -> bytes;
            case SNAPPY -> BytesInput.from(Snappy.compress(array(bytes)));
            case ZSTD -> BytesInput.from(Zstd.compress(array(bytes)));
            case GZIP -> BytesInput.from(gzip(bytes));
            default -> throw unknown();
        };
    }

    private static byte[] array(BytesInput bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
        bytes.writeAllTo(out);
        return out.toByteArray();
    }

    private static byte[] gzip(BytesInput bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            bytes.writeAllTo(out);
        }
        return packed.toByteArray();
    }

    /** The page, which must be of this length. */
    byte[] unpack(byte[] packed, int length) throws IOException {
        if (length < 0 || length > LONGEST_PAGE) {
            throw new IllegalStateException("a page would have " + length + " bytes, unpacked");
        }
        if (codec == CompressionCodecName.UNCOMPRESSED || length == 0) {
            return checked(packed, codec == CompressionCodecName.UNCOMPRESSED ? packed.length : 0, length);
        }
        byte[] page = new byte[length];
        int found = switch (codec) {
            case SNAPPY -> snappy(packed, page);
            case ZSTD -> Math.toIntExact(Zstd.decompress(page, packed));
            case GZIP -> gzip(packed, page);
            case LZ4_RAW -> new Lz4Decompressor().decompress(packed, 0, packed.length, page, 0, length);
            default -> throw unknown();
        };
        return checked(page, found, length);
    }

    private static byte[] checked(byte[] page, int found, int length) {
        if (found != length) {
            throw new IllegalStateException("a page has " + found + " bytes and not " + length + ", unpacked");
        }
        return page;
    }

    /** Asks first how long it is, for the library does not look where the array ends. */
    private static int snappy(byte[] packed, byte[] page) throws IOException {
        int length = Snappy.uncompressedLength(packed);
        return length == page.length ? Snappy.uncompress(packed, 0, packed.length, page, 0) : length;
    }

    private static int gzip(byte[] packed, byte[] page) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            int length = in.readNBytes(page, 0, page.length);
            return in.read() < 0 ? length : length + 1;
        }
    }

    private DataException unknown() {
        return new DataException(
                "pages packed with " + codec + " cannot be read; write the file with ZSTD, SNAPPY, GZIP or LZ4_RAW");
    }

    @Override
    public CompressionCodecName getCodecName() {
        return codec;
    }

    @Override
    public void release() {}
}

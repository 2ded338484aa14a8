package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.StagedFile;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** Writes a file of rows. Blocks are a quarter of a megabyte, or as long as their only row. */
public final class RowFileWriter implements RowWriter {

    static final long MAGIC = 0x5354_5752_4F57_5302L; // "STWROWS", version 2: each block is read by itself
    static final int END = 0;

    private static final int BLOCK = 1 << 18;
    private static final int SMALL_BLOCK = 1 << 15;
    private static final int BLOCK_HEAD = 2 * Integer.BYTES;

    private final StagedFile file;
    private final OutputStream out;
    private final Schema schema;
    private final int blockSize;
    private final Bytes block;
    private final RowEncoder encoder;
    private int rowsInBlock;
    private long rows;
    private long bytes;

    private RowFileWriter(StagedFile file, Schema schema, int blockSize) {
        this.blockSize = blockSize;
        this.block = new Bytes(blockSize + blockSize / 8);
        this.file = file;
        this.out = file.stream();
        this.schema = schema;
        this.encoder = new RowEncoder(schema, block);
    }

    /**
     * Begins a file.
     *
     * @param source the name of the place that the rows' positions refer to
     */
    public static RowFileWriter create(Path path, Schema schema, String source) throws IOException {
        return begin(new RowFileWriter(StagedFile.create(path), schema, BLOCK), source);
    }

    /** Begins a file that is read back soon and then deleted, one of many: its blocks are small, and no disk is waited for. */
    public static RowFileWriter spill(Path path, Schema schema) throws IOException {
        return begin(new RowFileWriter(StagedFile.createTemporary(path), schema, SMALL_BLOCK), "spilled rows");
    }

    private static RowFileWriter begin(RowFileWriter writer, String source) throws IOException {
        try {
            writer.writeHeader(source);
            return writer;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private void writeHeader(String source) throws IOException {
        Bytes header = new Bytes(1 << 10);
        RowEncoder.writePlainText(header, source);
        RowEncoder.writeSchema(header, schema);
        Bytes head = new Bytes(Long.BYTES + 2 * Integer.BYTES);
        head.putLong(MAGIC);
        head.putInt(header.position);
        head.putInt(checksum(header.array, 0, header.position));
        write(head.array, head.position);
        write(header.array, header.position);
        block.position = BLOCK_HEAD + Integer.BYTES;
    }

    static int checksum(byte[] array, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(array, from, length);
        return (int) crc.getValue();
    }

    private void write(byte[] array, int length) throws IOException {
        out.write(array, 0, length);
        bytes += length;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        encoder.write(row);
        rowsInBlock++;
        rows++;
        if (block.position >= blockSize) {
            flush();
        }
    }

    /** Writes the block: its length and its checksum, then what they cover, the number of rows and the rows. */
    private void flush() throws IOException {
        int end = block.position;
        block.position = 0;
        block.putInt(end - BLOCK_HEAD);
        block.position = BLOCK_HEAD;
        block.putInt(rowsInBlock);
        block.position = Integer.BYTES;
        block.putInt(checksum(block.array, BLOCK_HEAD, end - BLOCK_HEAD));
        write(block.array, end);
        block.position = BLOCK_HEAD + Integer.BYTES;
        encoder.beginBlock();
        rowsInBlock = 0;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void commit() throws IOException {
        finish();
        file.commit();
    }

    private void finish() throws IOException {
        if (rowsInBlock > 0) {
            flush();
        }
        Bytes end = new Bytes(2 * Long.BYTES);
        end.putInt(END);
        end.putLong(rows);
        end.putInt(checksum(end.array, 0, end.position));
        write(end.array, end.position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.PackedOutput;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes rows as JSON, one in each line, as a list or without one. Nulls are written, so that every row has every field. */
final class JsonRowWriter implements RowWriter {

    private static final byte[] LINE = "\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEXT = ",\n".getBytes(StandardCharsets.US_ASCII);

    private final PackedOutput file;
    private final Schema schema;
    private final boolean list;
    private final JsonGenerator out;
    private long rows;

    private JsonRowWriter(PackedOutput file, Schema schema, boolean list) throws IOException {
        this.file = file;
        this.schema = schema;
        this.list = list;
        this.out = JsonRecords.JSON.createGenerator(file.stream());
        out.setPrettyPrinter(new MinimalPrettyPrinter(""));
        out.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        out.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        if (list) {
            raw("[".getBytes(StandardCharsets.US_ASCII));
        }
    }

    static JsonRowWriter create(Path path, Schema schema, boolean list) throws IOException {
        PackedOutput file = PackedOutput.create(path);
        try {
            return new JsonRowWriter(file, schema, list);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void raw(byte[] bytes) throws IOException {
        out.flush();
        file.stream().write(bytes);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        if (list) {
            raw(rows == 0 ? LINE : NEXT);
        }
        JsonText.write(out, row);
        if (!list) {
            raw(LINE);
        }
        rows++;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return file.size();
    }

    @Override
    public void commit() throws IOException {
        if (list) {
            raw("\n]\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a JSON file. */
final class JsonRowReader implements RowReader {

    private final String source;
    private final JsonRecords records;
    private final BadRows badRows;
    private final JsonValues values = new JsonValues();
    private final JsonRecord record = new JsonRecord();
    private final RowFiller filler;

    JsonRowReader(String source, JsonRecords records, Schema schema, JsonOptions options, BadRows badRows) {
        this.source = source;
        this.records = records;
        this.badRows = badRows;
        this.filler = new RowFiller(source, schema, options);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Schema schema() {
        return filler.schema();
    }

    @Override
    public @Nullable Row read() throws IOException {
        try {
            while (true) {
                Object next = next();
                if (!(next instanceof RejectedRow bad)) {
                    return (Row) next;
                }
                badRows.reject(bad);
            }
        } catch (IOException e) {
            throw records.translated(e);
        }
    }

    private @Nullable Object next() throws IOException {
        try {
            JsonParser parser = records.next();
            if (parser == null) {
                return null;
            }
            Object row = parser.currentToken() == JsonToken.START_OBJECT ? row(parser) : noObject(parser);
            records.end();
            return row;
        } catch (JsonProcessingException e) {
            if (!records.survives()) {
                throw e;
            }
            return filler.rejected(records.position(), "", "syntax", null, JsonRecords.explain(e), records.text());
        }
    }

    private Object row(JsonParser parser) throws IOException {
        values.begin();
        record.read(parser, values);
        return filler.fill(record, values.takeProblem(), records.position(), records.text());
    }

    private RejectedRow noObject(JsonParser parser) throws IOException {
        String found = parser.currentToken() == JsonToken.START_ARRAY ? "a list" : "the value " + parser.getText();
        return filler.rejected(
                records.position(),
                "",
                "object",
                null,
                "there is " + found + ", but a row is an object",
                records.text());
    }

    @Override
    public Unit unit() {
        return Unit.BYTES;
    }

    @Override
    public long done() {
        return records.file().bytesRead();
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(records.file().size());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

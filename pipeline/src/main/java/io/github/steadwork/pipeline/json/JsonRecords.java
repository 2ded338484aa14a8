package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the records of a JSON file begin, one after another. For one thread. */
abstract class JsonRecords implements AutoCloseable {

    static final JsonFactory JSON = JsonFactory.builder().build();

    private final String location;
    private final PackedFile file;
    private long position;

    JsonRecords(String location, PackedFile file) {
        this.location = location;
        this.file = file;
    }

    /** A parser that stands at the first token of the next record; null at the end. */
    abstract @Nullable JsonParser next() throws IOException;

    /** To be called when a record has been read. */
    abstract void end() throws IOException;

    /** Whether records go on after one that is no JSON. */
    abstract boolean survives();

    /** The text of the present record; empty where it is not at hand. */
    abstract String text();

    /** The line or the ordinal of the present record, from 1. */
    long position() {
        return position;
    }

    void advance() {
        position++;
    }

    PackedFile file() {
        return file;
    }

    String location() {
        return location;
    }

    /** What an error while reading means. */
    IOException translated(IOException error) {
        if (PackedFile.isBroken(error)) {
            throw file.broken(", after row " + position, error);
        }
        if (error instanceof JsonProcessingException syntax) {
            throw new DataException(location + whereIs(syntax) + ": " + explain(syntax), error);
        }
        return error;
    }

    private String whereIs(JsonProcessingException error) {
        return error.getLocation() == null
                ? ", row " + position
                : ", row " + position + ", line " + error.getLocation().getLineNr() + ", column "
                        + error.getLocation().getColumnNr();
    }

    static String explain(JsonProcessingException error) {
        return error instanceof com.fasterxml.jackson.core.io.JsonEOFException
                ? "the file ends in the middle of a value, so a part of it is missing; fetch it again"
                : "this is no JSON: " + error.getOriginalMessage();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

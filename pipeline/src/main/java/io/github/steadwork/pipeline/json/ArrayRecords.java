package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.steadwork.pipeline.file.PackedFile;
import io.github.steadwork.pipeline.row.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The elements of a list, which is the whole content or stands at a path in it; one object in its place is a list of one. */
final class ArrayRecords extends JsonRecords {

    private final List<String> path;
    private final JsonParser parser;
    private boolean begun;
    private boolean single;
    private boolean ended;

    private ArrayRecords(String location, PackedFile file, List<String> path) throws IOException {
        super(location, file);
        this.path = path;
        this.parser = JSON.createParser(file.stream());
    }

    static ArrayRecords open(String location, PackedFile file, List<String> path) throws IOException {
        try {
            return new ArrayRecords(location, file, path);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    @Nullable
    JsonParser next() throws IOException {
        if (ended) {
            return null;
        }
        if (!begun) {
            begin();
            begun = true;
        }
        advance();
        if (single ? position() > 1 : parser.nextToken() == JsonToken.END_ARRAY) {
            finish();
            return null;
        }
        return parser;
    }

    private void begin() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new DataException(location() + ": the file is empty, but a list of rows is expected, at least []");
        }
        for (String name : path) {
            enter(name);
        }
        single = parser.currentToken() == JsonToken.START_OBJECT && !path.isEmpty();
        if (!single && parser.currentToken() != JsonToken.START_ARRAY) {
            throw new DataException(location() + place() + ": a list of rows is expected, but there is "
                    + (parser.currentToken() == JsonToken.START_OBJECT
                            ? "an object with " + fields() + "; say by the option 'path' which field holds the rows,"
                                    + " or use the format ndjson if there is an object in each line"
                            : "a value"));
        }
    }

    private void enter(String name) throws IOException {
        List<String> others = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String found = parser.currentName();
                parser.nextToken();
                if (found.equals(name)) {
                    return;
                }
                others.add(found);
                parser.skipChildren();
            }
        }
        throw new DataException(location() + ": there is no field '" + name + "' of the path "
                + String.join(".", path) + (others.isEmpty() ? "" : "; there are " + String.join(", ", others)));
    }

    private String place() {
        return path.isEmpty() ? "" : ", at " + String.join(".", path);
    }

    private String fields() throws IOException {
        List<String> names = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME && names.size() < 10) {
            names.add(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
        }
        return names.isEmpty() ? "no fields" : "the fields " + String.join(", ", names);
    }

    /** What follows the list is read to its end: a file that was cut off behind it is broken as well. */
    private void finish() throws IOException {
        ended = true;
        int open = path.size();
        JsonToken token = parser.nextToken();
        while (token != null) {
            if (open == 0) {
                throw new DataException(location() + ", line "
                        + parser.currentTokenLocation().getLineNr()
                        + ": there is more after the end of the list; use the format ndjson if there is an object in"
                        + " each line");
            }
            if (token == JsonToken.END_OBJECT) {
                open--;
            } else {
                parser.skipChildren();
            }
            token = parser.nextToken();
        }
    }

    @Override
    void end() throws IOException {
        if (Objects.requireNonNull(parser.currentToken()).isStructStart()) {
            parser.skipChildren();
        }
    }

    @Override
    boolean survives() {
        return false;
    }

    @Override
    String text() {
        return "";
    }

    @Override
    public void close() throws IOException {
        parser.close();
        super.close();
    }
}

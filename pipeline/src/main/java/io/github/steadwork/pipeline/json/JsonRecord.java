package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object as it was read: its fields in their order. It is used again for the next one. For one thread. */
final class JsonRecord {

    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    /** Reads the object at whose beginning the parser stands, to its end. */
    void read(JsonParser parser, JsonValues reader) throws IOException {
        names.clear();
        values.clear();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            names.add(name);
            values.add(reader.read(parser));
        }
    }

    int size() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    @Nullable
    Object value(int index) {
        return values.get(index);
    }

    @Nullable
    Object[] values() {
        return values.toArray();
    }

    /** As it could stand in a file. */
    @Override
    public String toString() {
        return JsonText.of(this);
    }
}

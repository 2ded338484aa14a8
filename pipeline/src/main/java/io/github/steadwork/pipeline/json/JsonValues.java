package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes values of JSON. Nested objects become rows; those with the same fields share a schema. For one thread. */
final class JsonValues {

    private static final int MOST_SCHEMAS = 1_000;

    /** A record that takes more is one that somebody has made to fill the memory. */
    private static final long LARGEST = 1 << 26;

    private static final int VALUE_COST = 64;

    private final Map<List<Column>, Schema> schemas = new HashMap<>();
    private @Nullable ValueException problem;
    private long size;

    /** To be called before each record. */
    void begin() {
        size = 0;
    }

    /** The value at whose first token the parser stands; it stands at its last one afterwards. */
    @Nullable
    Object read(JsonParser parser) throws IOException {
        JsonToken token = Objects.requireNonNull(parser.currentToken());
        size += VALUE_COST + (token == JsonToken.VALUE_STRING ? parser.getTextLength() : 0);
        if (size > LARGEST) {
            throw new JsonParseException(parser, "the row is too long, with all its values");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case START_ARRAY -> list(parser);
            case START_OBJECT -> row(parser);
            default -> parser.getText();
        };
    }

    private static Object wholeNumber(JsonParser parser) throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? decimal(parser) : parser.getLongValue();
    }

    /** A number that is too long for a decimal stays text, so that it is refused where a number is needed, with its value. */
    private static Object decimal(JsonParser parser) throws IOException {
        String text = parser.getText();
        try {
            return Casts.parse(text, ColumnType.DECIMAL);
        } catch (ValueException e) {
            return text;
        }
    }

    private List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser));
        }
        return Collections.unmodifiableList(list);
    }

    private @Nullable Row row(JsonParser parser) throws IOException {
        JsonRecord record = new JsonRecord();
        record.read(parser, this);
        try {
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < record.size(); i++) {
                columns.add(Column.of(record.name(i), typeOf(record.value(i))));
            }
            return Row.wrap(schema(columns), record.values(), Row.NOWHERE);
        } catch (IllegalArgumentException e) {
            // a field that is there twice, or has no name; the parser goes on all the same
            problem = new ValueException("a nested object cannot be a row: " + e.getMessage());
            return null;
        }
    }

    static ColumnType typeOf(@Nullable Object value) {
        return value == null ? ColumnType.STRING : ColumnType.of(value).orElseThrow();
    }

    private Schema schema(List<Column> columns) {
        Schema known = schemas.get(columns);
        if (known == null) {
            if (schemas.size() >= MOST_SCHEMAS) {
                schemas.clear();
            }
            known = Schema.of(columns);
            schemas.put(List.copyOf(columns), known);
        }
        return known;
    }

    /** What was wrong with a nested object since the last call; null if nothing was. */
    @Nullable
    ValueException takeProblem() {
        ValueException taken = problem;
        problem = null;
        return taken;
    }
}

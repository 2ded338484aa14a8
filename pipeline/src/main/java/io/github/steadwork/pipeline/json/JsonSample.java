package io.github.steadwork.pipeline.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns and types, from the first records: the columns in the order in which they first appear. */
final class JsonSample {

    private static final List<ColumnType> TIMES =
            List.of(ColumnType.DATE, ColumnType.LOCAL_DATE_TIME, ColumnType.INSTANT);

    private final JsonOptions options;
    private final Map<String, Evidence> columns = new LinkedHashMap<>();

    private JsonSample(JsonOptions options) {
        this.options = options;
    }

    /** Looks at the first records; bad ones are passed over. */
    static Schema schema(JsonRecords records, JsonOptions options) throws IOException {
        JsonSample sample = new JsonSample(options);
        try {
            sample.look(records);
        } catch (IOException e) {
            throw records.translated(e);
        }
        if (sample.columns.isEmpty()) {
            throw new DataException(
                    records.location() + ": there are no rows to take the columns from; declare a schema");
        }
        List<Column> found = new ArrayList<>();
        sample.columns.forEach((name, evidence) -> found.add(Column.of(name, evidence.type(options.inferring()))));
        return Schema.of(found);
    }

    private void look(JsonRecords records) throws IOException {
        JsonValues values = new JsonValues();
        JsonRecord record = new JsonRecord();
        int seen = 0;
        while (seen < options.sample()) {
            try {
                JsonParser parser = records.next();
                if (parser == null) {
                    return;
                }
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    values.begin();
                    record.read(parser, values);
                    add(record);
                    seen++;
                }
                records.end();
            } catch (JsonProcessingException e) {
                if (!records.survives()) {
                    throw e;
                }
            }
        }
    }

    private void add(JsonRecord record) {
        for (int i = 0; i < record.size(); i++) {
            if (!record.name(i).isBlank()) {
                columns.computeIfAbsent(record.name(i), name -> new Evidence()).add(record.value(i));
            }
        }
    }

    /** What the values of a column could be. */
    private static final class Evidence {

        private final Set<ColumnType> types = EnumSet.noneOf(ColumnType.class);
        private final Set<ColumnType> times = EnumSet.copyOf(TIMES);

        void add(@Nullable Object value) {
            if (value == null) {
                return;
            }
            types.add(JsonValues.typeOf(value));
            if (value instanceof String text) {
                times.removeIf(type -> !isOne(text, type));
            }
        }

        private static boolean isOne(String text, ColumnType type) {
            try {
                Casts.parse(text, type);
                return true;
            } catch (ValueException e) {
                return false;
            }
        }

        ColumnType type(boolean typed) {
            if (!typed || types.isEmpty()) {
                return ColumnType.STRING;
            }
            if (types.equals(EnumSet.of(ColumnType.LONG, ColumnType.DECIMAL))) {
                return ColumnType.DECIMAL;
            }
            ColumnType only = types.size() == 1 ? types.iterator().next() : ColumnType.STRING;
            boolean isTime = only == ColumnType.STRING && types.size() == 1 && times.size() == 1;
            return isTime ? times.iterator().next() : only;
        }
    }
}

package io.github.steadwork.pipeline.row;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One column of a schema.
 *
 * @param name as in the header of a file; any text that is not blank
 * @param type of all its values
 * @param nullable whether a value may be null
 */
public record Column(String name, ColumnType type, boolean nullable) {

    /** Refuses a name that is blank. */
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        if (name.isBlank()) {
            throw new IllegalArgumentException("column name is '" + name + "', allowed is any text that is not blank");
        }
    }

    /** A column that may hold nulls. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, true);
    }

    /** A column that holds no nulls. */
    public static Column required(String name, ColumnType type) {
        return new Column(name, type, false);
    }

    @JsonCreator
    static Column read(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("type") @Nullable ColumnType type,
            @JsonProperty("nullable") @Nullable Boolean nullable) {
        if (name == null) {
            throw new IllegalArgumentException("a column has no name; give it one, as {\"name\": \"id\"}");
        }
        return new Column(name, type == null ? ColumnType.STRING : type, nullable == null || nullable);
    }

    /** The same column under another name. */
    public Column named(String other) {
        return new Column(other, type, nullable);
    }

    /** The same column with another type. */
    public Column typed(ColumnType other) {
        return new Column(name, other, nullable);
    }

    @Override
    public String toString() {
        return name + " " + type + (nullable ? "" : " required");
    }
}

package io.github.steadwork.pipeline.row;

import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One record: values in the order of a schema that all rows of a table share, and the place where it was read.
 * Immutable. Two rows are equal if their values are, by {@link Values#equal}; neither names nor places count.
 */
public final class Row {

    /** The position of a row that was not read from anywhere. */
    public static final long NOWHERE = 0;

    private final Schema schema;
    private final @Nullable Object[] values;
    private final long position;

    private Row(Schema schema, @Nullable Object[] values, long position) {
        this.schema = schema;
        this.values = values;
        this.position = position;
    }

    /**
     * A row of these values.
     *
     * @throws DataException if their number or a type is not the schema's, or one is null that must not be
     */
    public static Row of(Schema schema, @Nullable Object... values) {
        if (values.length != schema.size()) {
            throw new DataException(
                    "a row has " + values.length + " values, but the schema has " + schema.size() + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            check(schema.column(i), values[i]);
        }
        return new Row(schema, values.clone(), NOWHERE);
    }

    private static void check(Column column, @Nullable Object value) {
        if (value == null && !column.nullable()) {
            throw new DataException("column '" + column.name() + "' is null, but is required");
        }
        if (!column.type().accepts(value)) {
            String found = value == null ? "null" : value.getClass().getSimpleName();
            throw new DataException("column '" + column.name() + "' is a " + found + ", but a " + column.type()
                    + " is a " + column.type().javaClass().getSimpleName());
        }
    }

    /**
     * A row around this very array, unchecked: for loops that build many rows. The array must fit the schema, and nobody
     * may change it afterwards.
     *
     * @param position the line or the ordinal of the row in its source, from 1; {@link #NOWHERE} if it has none
     */
    public static Row wrap(Schema schema, @Nullable Object[] values, long position) {
        return new Row(schema, values, position);
    }

    /** The columns. */
    public Schema schema() {
        return schema;
    }

    /** How many values there are. */
    public int size() {
        return values.length;
    }

    /** The value at this index, from 0. */
    public @Nullable Object get(int index) {
        return values[index];
    }

    /**
     * The value of this column.
     *
     * @throws DataException if there is no such column, with the nearest name
     */
    public @Nullable Object get(String column) {
        return values[schema.index(column)];
    }

    /** The line in its file, or else the ordinal in its source, from 1; {@link #NOWHERE} if it was not read. */
    public long position() {
        return position;
    }

    /** A copy of the values. */
    public @Nullable Object[] toArray() {
        return values.clone();
    }

    /** This row at this index with another value, unchecked; to be used where few rows change. */
    public Row with(int index, @Nullable Object value) {
        @Nullable Object[] changed = values.clone();
        changed[index] = value;
        return new Row(schema, changed, position);
    }

    /** The same row at this place. */
    public Row at(long place) {
        return new Row(schema, values, place);
    }

    /** A view as a map from name to value, in the order of the columns; values may be null. */
    public Map<String, @Nullable Object> asMap() {
        return new RowMap(this);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Row row) || row.values.length != values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if (!Values.equal(values[i], row.values[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Object value : values) {
            hash = 31 * hash + Values.hash(value);
        }
        return hash;
    }

    @Override
    public String toString() {
        StringJoiner joiner = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < values.length; i++) {
            joiner.add(schema.column(i).name() + "=" + Objects.requireNonNullElse(Casts.text(values[i]), "null"));
        }
        return joiner.toString();
    }
}

package io.github.steadwork.pipeline.row;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a table, in their order, each with a name of its own. Immutable; names are told apart by case. As JSON
 * it is the list of its columns.
 */
public final class Schema {

    private final List<Column> columns;
    private final Map<String, Integer> indexes;

    private Schema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.indexes = new HashMap<>(columns.size() * 2);
        for (int i = 0; i < this.columns.size(); i++) {
            String name = this.columns.get(i).name();
            Integer earlier = indexes.putIfAbsent(name, i);
            if (earlier != null) {
                throw new IllegalArgumentException("column '" + name + "' stands at " + (earlier + 1) + " and at "
                        + (i + 1) + "; each name is allowed once");
            }
        }
    }

    /**
     * A schema of these columns.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    @JsonCreator
    public static Schema of(List<Column> columns) {
        return new Schema(columns);
    }

    /** As {@link #of(List)}. */
    public static Schema of(Column... columns) {
        return new Schema(List.of(columns));
    }

    /** The columns, in their order. */
    @JsonValue
    public List<Column> columns() {
        return columns;
    }

    /** How many columns there are. */
    public int size() {
        return columns.size();
    }

    /** The column at this index, from 0. */
    public Column column(int index) {
        return columns.get(index);
    }

    /**
     * The column of this name.
     *
     * @throws DataException if there is none, with the nearest name
     */
    public Column column(String name) {
        return columns.get(index(name));
    }

    /** The names, in the order of the columns. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Whether there is a column of this name. */
    public boolean has(String name) {
        return indexes.containsKey(name);
    }

    /** The index of the column, from 0; empty if there is none of this name. */
    public OptionalInt find(String name) {
        Integer index = indexes.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /**
     * The index of the column, from 0.
     *
     * @throws DataException if there is none of this name, with the nearest name
     */
    public int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new DataException("there is no column '" + name + "'; " + NameHint.of(name, names()));
        }
        return index;
    }

    /**
     * The indexes of these columns. To be asked once, before a loop over rows.
     *
     * @throws DataException if there are none of these names, with each of them and the nearest name
     */
    public int[] indexes(List<String> names) {
        List<String> missing = names.stream().filter(name -> !has(name)).toList();
        if (missing.size() > 1) {
            throw new DataException(missing.stream()
                    .map(name -> "there is no column '" + name + "'; " + NameHint.of(name, names()))
                    .collect(Collectors.joining("\n")));
        }
        return names.stream().mapToInt(this::index).toArray();
    }

    /** This schema with another column: in place of the one with the same name, or else at the end. */
    public Schema with(Column column) {
        List<Column> changed = new ArrayList<>(columns);
        Integer index = indexes.get(column.name());
        if (index == null) {
            changed.add(column);
        } else {
            changed.set(index, column);
        }
        return new Schema(changed);
    }

    /**
     * This schema without these columns.
     *
     * @throws DataException if one does not exist
     */
    public Schema without(String... names) {
        Arrays.stream(names).forEach(this::index);
        Set<String> gone = Set.copyOf(Arrays.asList(names));
        return new Schema(
                columns.stream().filter(column -> !gone.contains(column.name())).toList());
    }

    /**
     * This schema with a column under another name, at the same place.
     *
     * @throws DataException if it does not exist
     */
    public Schema rename(String from, String to) {
        List<Column> changed = new ArrayList<>(columns);
        changed.set(index(from), column(from).named(to));
        return new Schema(changed);
    }

    /**
     * Only these columns, in this order.
     *
     * @throws DataException if some do not exist, with each of them and the nearest name
     */
    public Schema select(List<String> names) {
        return new Schema(Arrays.stream(indexes(names)).mapToObj(columns::get).toList());
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Schema schema && columns.equals(schema.columns));
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.toString();
    }
}

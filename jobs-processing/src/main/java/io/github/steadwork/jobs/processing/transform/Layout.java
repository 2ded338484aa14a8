package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which column stands in which slot while a plan is built, and which columns can be seen, in which order. */
final class Layout {

    private final List<Column> slots;
    private List<Integer> visible;

    Layout(Schema input) {
        this.slots = new ArrayList<>(input.columns());
        this.visible = IntStream.range(0, input.size()).boxed().collect(Collectors.toList());
    }

    /** The columns that can be seen. */
    Schema schema() {
        return Schema.of(visible.stream().map(slots::get).toList());
    }

    /** All slots, those that cannot be seen under names that nobody can write in an expression. */
    Schema slotSchema() {
        Set<Integer> seen = Set.copyOf(visible);
        List<Column> columns = new ArrayList<>(slots);
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.contains(i)) {
                columns.set(i, columns.get(i).named("\0" + i));
            }
        }
        return Schema.of(columns);
    }

    int[] visibleSlots() {
        return visible.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The slot of a column that can be seen. */
    int slot(String name) {
        return visible.get(schema().index(name));
    }

    Column column(String name) {
        return slots.get(slot(name));
    }

    /** A slot for the column: that of the one with its name, or a new one at the end. */
    int put(Column column) {
        if (schema().has(column.name())) {
            int slot = slot(column.name());
            slots.set(slot, column);
            return slot;
        }
        slots.add(column);
        visible.add(slots.size() - 1);
        return slots.size() - 1;
    }

    void rename(Map<String, String> names) {
        names.keySet().forEach(this::slot);
        List<Column> renamed = new ArrayList<>();
        for (int slot : visible) {
            Column column = slots.get(slot);
            renamed.add(column.named(names.getOrDefault(column.name(), column.name())));
        }
        refuseTwins(renamed);
        for (int i = 0; i < renamed.size(); i++) {
            slots.set(visible.get(i), renamed.get(i));
        }
    }

    private static void refuseTwins(List<Column> columns) {
        try {
            Schema.of(columns);
        } catch (IllegalArgumentException e) {
            throw new DataException("after renaming, " + e.getMessage(), e);
        }
    }

    void select(List<String> names) {
        this.visible = names.stream().map(this::slot).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Moves these columns to the beginning, in this order; the others follow as they stood. */
    void moveFirst(List<String> names) {
        List<Integer> moved = names.stream().map(this::slot).collect(Collectors.toCollection(ArrayList::new));
        visible.stream().filter(slot -> !moved.contains(slot)).forEach(moved::add);
        this.visible = moved;
    }

    /**
     * Says that what was changed since these columns were seen has been changed in some rows only: columns that are new may be
     * null, and so may those that could before.
     */
    void mergeOptional(Schema before) {
        Schema after = schema();
        if (after.size() < before.size()
                || !after.names().subList(0, before.size()).equals(before.names())) {
            throw new DataException("when: its steps may not rename, move or leave out columns; do that outside of it");
        }
        for (int i = 0; i < after.size(); i++) {
            Column column = after.column(i);
            if (i < before.size() && before.column(i).type() != column.type()) {
                throw new DataException("when: its steps may not change the type of column '" + column.name()
                        + "' from " + before.column(i).type() + " to " + column.type()
                        + "; write a column of another name");
            }
            boolean nullable = i >= before.size() || before.column(i).nullable() || column.nullable();
            put(new Column(column.name(), column.type(), nullable));
        }
    }

    /** Takes a column out of sight, though others may come in its place. */
    void hide(String name) {
        visible.remove((Integer) slot(name));
    }

    void drop(List<String> names) {
        List<Integer> gone = names.stream().map(this::slot).toList();
        visible.removeAll(gone);
        if (visible.isEmpty()) {
            throw new DataException("no column is left after dropping " + names);
        }
    }
}

package io.github.steadwork.jobs.processing.join;

import io.github.steadwork.jobs.processing.key.KeyCodec;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The columns of a join: by which the sides are compared, and what a row of the output is made of. For one thread. */
final class JoinPlan {

    private final JoinType type;
    private final Schema left;
    private final Schema right;
    private final int[] leftKeys;
    private final int[] rightKeys;
    private final int[] taken;
    private final Schema output;
    private final KeyCodec codec = new KeyCodec();

    private JoinPlan(JoinSpec spec, Schema left, Schema right, int[] leftKeys, int[] rightKeys) {
        this.type = spec.type();
        this.left = left;
        this.right = right;
        this.leftKeys = leftKeys;
        this.rightKeys = rightKeys;
        List<String> keys = spec.on().stream().map(JoinKey::right).toList();
        this.taken = right.indexes(right.names().stream()
                .filter(name -> type.pairs() && !keys.contains(name))
                .toList());
        this.output = output(spec.prefix());
    }

    /**
     * Looks at the columns of both sides.
     *
     * @throws DataException with all that is wrong: keys that do not exist or are of different types, names that clash
     */
    static JoinPlan of(JoinSpec spec, Schema left, Schema right) {
        List<String> problems = new ArrayList<>();
        int[] leftKeys = new int[spec.on().size()];
        int[] rightKeys = new int[spec.on().size()];
        for (int i = 0; i < leftKeys.length; i++) {
            JoinKey key = spec.on().get(i);
            leftKeys[i] = find("left", key.left(), left, problems);
            rightKeys[i] = find("right", key.right(), right, problems);
            if (leftKeys[i] >= 0 && rightKeys[i] >= 0) {
                requireAlike(left.column(leftKeys[i]), right.column(rightKeys[i]), problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new DataException("the join cannot be done: " + String.join(" ", problems));
        }
        return new JoinPlan(spec, left, right, leftKeys, rightKeys);
    }

    private static int find(String side, String name, Schema schema, List<String> problems) {
        OptionalInt index = schema.find(name);
        if (index.isEmpty()) {
            problems.add("the " + side + " rows have no column '" + name + "'; " + NameHint.of(name, schema.names()));
        }
        return index.orElse(-1);
    }

    private static void requireAlike(Column left, Column right, List<String> problems) {
        if (left.type() != right.type()) {
            problems.add("'" + left.name() + "' of the left is " + left.type() + ", but '" + right.name()
                    + "' of the right is " + right.type() + "; convert one of them first.");
        }
    }

    private Schema output(String prefix) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            Column column = left.column(i);
            columns.add(type.keepsRight() ? Column.of(column.name(), column.type()) : column);
        }
        Schema known = Schema.of(columns);
        for (int index : taken) {
            Column column = right.column(index);
            String name = known.has(column.name()) ? prefix + column.name() : column.name();
            if (columns.stream().anyMatch(other -> other.name().equals(name))) {
                throw new DataException("the join has the column '" + name + "' twice; rename it on one side, or choose"
                        + " another prefix than '" + prefix + "'");
            }
            columns.add(type.keepsLeft() ? Column.of(name, column.type()) : column.named(name));
        }
        return Schema.of(columns);
    }

    JoinType type() {
        return type;
    }

    Schema left() {
        return left;
    }

    Schema right() {
        return right;
    }

    Schema output() {
        return output;
    }

    /** The key of a left row, until another one is asked for; null if a part of it is null, which is equal to nothing. */
    @Nullable
    KeyCodec leftKey(Row row) {
        return key(row, leftKeys);
    }

    /** As {@link #leftKey}, of a right row. */
    @Nullable
    KeyCodec rightKey(Row row) {
        return key(row, rightKeys);
    }

    private @Nullable KeyCodec key(Row row, int[] columns) {
        for (int column : columns) {
            if (row.get(column) == null) {
                return null;
            }
        }
        return codec.encode(row, columns);
    }

    /** The values of a row of the output, with room for more behind them. One of the sides may be missing. */
    @Nullable
    Object[] values(@Nullable Row leftRow, @Nullable Row rightRow, int more) {
        @Nullable Object[] values = new Object[output.size() + more];
        for (int i = 0; leftRow != null && i < left.size(); i++) {
            values[i] = leftRow.get(i);
        }
        for (int i = 0; rightRow != null && i < taken.length; i++) {
            values[left.size() + i] = rightRow.get(taken[i]);
        }
        for (int i = 0; leftRow == null && rightRow != null && i < leftKeys.length; i++) {
            values[leftKeys[i]] = rightRow.get(rightKeys[i]);
        }
        return values;
    }

    /** A schema with another column, of a name that it does not have: where a row came in its side. */
    static Schema numbered(Schema schema) {
        String name = "ordinal";
        while (schema.has(name)) {
            name = "_" + name;
        }
        return schema.with(Column.required(name, ColumnType.LONG));
    }
}

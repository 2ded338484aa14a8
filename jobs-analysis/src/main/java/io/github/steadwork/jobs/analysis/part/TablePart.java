package io.github.steadwork.jobs.analysis.part;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.jobs.analysis.page.Block;
import io.github.steadwork.jobs.analysis.page.Grid;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A table. Only the rows that it shows are kept. */
final class TablePart implements Part, RowSink {

    private final Table table;
    private final List<Row> first = new ArrayList<>();
    private @Nullable PriorityQueue<Ranked> best;
    private @Nullable Schema schema;
    private int[] indexes = new int[0];
    private int orderBy = -1;
    private long rows;

    /** A row and its place in the data, which decides between equal ones. */
    private record Ranked(@Nullable Object key, long place, Row row) {}

    TablePart(Table table) {
        this.table = table;
    }

    @Override
    public Map<String, List<RowSink>> sinks() {
        return Map.of(table.data(), List.of(this));
    }

    @Override
    public void begin(Columns columns) {
        Schema all = columns.schema();
        schema = all;
        indexes = all.indexes(table.columns().isEmpty() ? all.names() : table.columns());
        if (!table.orderBy().isEmpty()) {
            orderBy = all.index(table.orderBy());
            best = new PriorityQueue<>(inOrder().reversed());
        }
    }

    /** As the table shows them; null comes last either way. */
    private Comparator<Ranked> inOrder() {
        Comparator<Ranked> byKey = (a, b) -> {
            boolean reversed = table.descending() && a.key() != null && b.key() != null;
            return reversed ? Values.compare(b.key(), a.key()) : Values.compare(a.key(), b.key());
        };
        return byKey.thenComparingLong(Ranked::place);
    }

    @Override
    public void add(Row row) {
        rows++;
        if (best != null) {
            best.add(new Ranked(row.get(orderBy), rows, row));
            if (best.size() > table.limit()) {
                best.poll();
            }
        } else if (first.size() < table.limit()) {
            first.add(row);
        }
    }

    @Override
    public List<Block> blocks() {
        if (schema == null) {
            throw new IllegalStateException("begin was not called");
        }
        Grid.Builder grid = Grid.builder();
        for (int index : indexes) {
            String name = schema.column(index).name();
            boolean numeric = schema.column(index).type().isNumeric();
            if (numeric) {
                grid.number(name);
            } else {
                grid.text(name);
            }
        }
        shown().forEach(row -> grid.row(cells(row)));
        String note = rows > table.limit()
                ? "The first " + Digits.grouped(table.limit()) + " of " + Digits.grouped(rows) + " rows."
                : "";
        return List.of(new Block.Sheet(table.title(), table.text(), grid.build(), note));
    }

    private List<Row> shown() {
        return best == null
                ? first
                : best.stream().sorted(inOrder()).map(Ranked::row).toList();
    }

    private @Nullable Object[] cells(Row row) {
        @Nullable Object[] cells = new @Nullable Object[indexes.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = row.get(indexes[i]);
        }
        return cells;
    }
}

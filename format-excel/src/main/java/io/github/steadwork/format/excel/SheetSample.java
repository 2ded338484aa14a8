package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** Columns by the header, and types by the first rows. */
final class SheetSample {

    private SheetSample() {}

    /** The columns of the sheet, in its order, with the declared types if there are any. */
    static Schema schema(Dataset dataset, ExcelOptions options, SheetRows rows) {
        Row first = rows.next();
        if (first == null) {
            throw new DataException(dataset.location() + ": the sheet is empty, but a header is expected at least");
        }
        List<String> names = names(dataset, options, first);
        if (dataset.schema().isPresent()) {
            return declared(dataset, dataset.schema().get(), names);
        }
        List<Set<ColumnType>> seen = new ArrayList<>();
        names.forEach(name -> seen.add(EnumSet.noneOf(ColumnType.class)));
        CellValues values = new CellValues(rows.isFrom1904());
        Row row = options.header() ? rows.next() : first;
        for (int count = 0; row != null && count < options.sample(); count++) {
            look(row, values, seen);
            row = rows.next();
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(Column.of(names.get(i), options.inferring() ? type(seen.get(i)) : ColumnType.STRING));
        }
        return schema(dataset, columns);
    }

    private static Schema schema(Dataset dataset, List<Column> columns) {
        try {
            return Schema.of(columns);
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.location() + ": " + e.getMessage() + "; rename it in the file", e);
        }
    }

    private static List<String> names(Dataset dataset, ExcelOptions options, Row first) {
        int size = first.getCellCount();
        while (size > 0 && !SheetRows.isFilled(first.getCell(size - 1))) {
            size--;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            boolean named = options.header() && SheetRows.isFilled(first.getCell(i));
            if (options.header() && !named) {
                throw new DataException(dataset.location() + ": column " + (i + 1)
                        + " has no name in the header, but others behind it have; name it in the file");
            }
            names.add(named ? CellText.read(first.getCell(i).getText()).strip() : "column_" + (i + 1));
        }
        return names;
    }

    private static Schema declared(Dataset dataset, Schema schema, List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (Column column : schema.columns()) {
            if (!names.contains(column.name())) {
                throw new DataException(dataset.location() + ": there is no column '" + column.name()
                        + "' in the sheet, which has " + names);
            }
            columns.add(column);
        }
        return schema(dataset, columns);
    }

    private static void look(Row row, CellValues values, List<Set<ColumnType>> seen) {
        for (int i = 0; i < Math.min(seen.size(), row.getCellCount()); i++) {
            try {
                @Nullable Object value = values.of(row.getCell(i));
                if (value != null) {
                    seen.get(i).add(CellValues.type(value));
                }
            } catch (ValueException e) {
                // the row will be a bad one; it says nothing of the type
            }
        }
    }

    private static ColumnType type(Set<ColumnType> seen) {
        if (seen.equals(EnumSet.of(ColumnType.LONG, ColumnType.DECIMAL))) {
            return ColumnType.DECIMAL;
        }
        if (seen.equals(EnumSet.of(ColumnType.DATE, ColumnType.LOCAL_DATE_TIME))) {
            return ColumnType.LOCAL_DATE_TIME;
        }
        return seen.size() == 1 ? seen.iterator().next() : ColumnType.STRING;
    }
}

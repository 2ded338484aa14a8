package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RejectedRow;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.pipeline.row.ValueException;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet. */
final class ExcelRowReader implements RowReader {

    private final String source;
    private final SheetRows sheet;
    private final CellValues values;
    private final Schema schema;
    private final int[] places;
    private final BadRows badRows;
    private int width;
    private long done;

    private ExcelRowReader(String source, SheetRows sheet, Schema schema, BadRows badRows) {
        this.source = source;
        this.sheet = sheet;
        this.values = new CellValues(sheet.isFrom1904());
        this.schema = schema;
        this.places = new int[schema.size()];
        this.badRows = badRows;
    }

    static ExcelRowReader open(Dataset dataset, ExcelOptions options, Schema schema, BadRows badRows)
            throws IOException {
        SheetRows sheet = SheetRows.open(dataset, options);
        ExcelRowReader reader = new ExcelRowReader(dataset.name(), sheet, schema, badRows);
        reader.width = schema.size();
        for (int i = 0; i < schema.size(); i++) {
            reader.places[i] = i;
        }
        if (options.header()) {
            reader.locate(java.util.Objects.requireNonNull(sheet.next()));
        }
        return reader;
    }

    private void locate(org.dhatim.fastexcel.reader.Row header) {
        width = 0;
        for (int i = 0; i < header.getCellCount(); i++) {
            if (SheetRows.isFilled(header.getCell(i))) {
                width = i + 1;
                int place = i;
                schema.find(CellText.read(header.getCell(i).getText()).strip())
                        .ifPresent(column -> places[column] = place);
            }
        }
    }

    @Override
    public @Nullable Row read() {
        for (org.dhatim.fastexcel.reader.Row row = sheet.next(); row != null; row = sheet.next()) {
            done++;
            Row read = row(row);
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    private @Nullable Row row(org.dhatim.fastexcel.reader.Row row) {
        for (int i = width; i < row.getCellCount(); i++) {
            if (SheetRows.isFilled(row.getCell(i))) {
                reject(row, "", "ragged", "there is a value in column " + (i + 1) + ", which has no name");
                return null;
            }
        }
        @Nullable Object[] filled = new @Nullable Object[schema.size()];
        for (int i = 0; i < filled.length; i++) {
            Column column = schema.column(i);
            Cell cell = places[i] < row.getCellCount() ? row.getCell(places[i]) : null;
            try {
                filled[i] = cast(values.of(cell), column.type());
            } catch (ValueException e) {
                reject(row, column.name(), "type", String.valueOf(e.getMessage()));
                return null;
            }
            if (filled[i] == null && !column.nullable()) {
                reject(row, column.name(), "required", "is null, but is required");
                return null;
            }
        }
        return Row.wrap(schema, filled, row.getRowNum());
    }

    /** A time of the day must not get lost where the column was taken for one of days. */
    private static @Nullable Object cast(@Nullable Object value, ColumnType type) {
        if (type == ColumnType.DATE
                && value instanceof LocalDateTime time
                && !time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new ValueException("'" + time + "' has a time of the day, but a DATE has none");
        }
        return Casts.cast(value, type);
    }

    private void reject(org.dhatim.fastexcel.reader.Row row, String field, String rule, String message) {
        String content =
                row.stream().map(cell -> cell == null ? "" : cell.getText()).collect(Collectors.joining(","));
        badRows.reject(new RejectedRow(source, row.getRowNum(), field, rule, null, message, content));
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Unit unit() {
        return Unit.ROWS;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}

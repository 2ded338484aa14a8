package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.file.StagedFile;
import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes one sheet; what was written is given to the file every thousand rows. */
final class ExcelRowWriter implements RowWriter {

    private static final int MOST_ROWS = 1 << 20;
    private static final int MOST_COLUMNS = 1 << 14;
    private static final int LONGEST_TEXT = 32_767;
    private static final int MOST_DIGITS = 15;
    private static final int ROWS_PER_FLUSH = 1_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

    private final StagedFile file;
    private final Workbook workbook;
    private final Worksheet sheet;
    private final Schema schema;
    private final int headerRows;
    private int rows;

    private ExcelRowWriter(StagedFile file, String name, boolean header, Schema schema) {
        this.file = file;
        this.workbook = new Workbook(file.stream(), "Steadwork", null);
        this.sheet = workbook.newWorksheet(name);
        this.schema = schema;
        this.headerRows = header ? 1 : 0;
    }

    static ExcelRowWriter create(Dataset dataset, ExcelOptions options, Schema schema) throws IOException {
        if (schema.size() > MOST_COLUMNS) {
            throw new DataException("an Excel sheet has " + MOST_COLUMNS + " columns at most, not " + schema.size());
        }
        String name = options.sheet().matches("[0-9]+") ? "Sheet" + options.sheet() : options.sheet();
        ExcelRowWriter writer = new ExcelRowWriter(StagedFile.create(dataset.path()), name, options.header(), schema);
        if (options.header()) {
            for (int i = 0; i < schema.size(); i++) {
                writer.text(0, i, schema.column(i).name());
            }
        }
        return writer;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public void write(Row row) throws IOException {
        int at = headerRows + rows;
        if (at >= MOST_ROWS) {
            throw new DataException("an Excel sheet has " + MOST_ROWS + " rows at most; write a 'csv' file instead");
        }
        for (int i = 0; i < schema.size(); i++) {
            put(at, i, row.get(i));
        }
        rows++;
        if (rows % ROWS_PER_FLUSH == 0) {
            sheet.flush();
        }
    }

    private void put(int row, int column, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Boolean truth) {
            sheet.value(row, column, truth);
        } else if (value instanceof Number number && isExact(number)) {
            sheet.value(row, column, number);
        } else if (value instanceof LocalDate day && !day.isBefore(FIRST_DAY)) {
            sheet.value(row, column, day);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value instanceof LocalDateTime time && isExact(time)) {
            sheet.value(row, column, time);
            sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
        } else {
            text(row, column, String.valueOf(Casts.text(value)));
        }
    }

    /** Whether Excel, which keeps 15 digits, gives it back as it is. */
    private static boolean isExact(Number number) {
        if (number instanceof Double d) {
            return Double.isFinite(d);
        }
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
        BigDecimal plain = exact.stripTrailingZeros();
        return plain.precision() <= MOST_DIGITS && Math.abs((long) plain.scale()) <= MOST_DIGITS;
    }

    private static boolean isExact(LocalDateTime time) {
        return !time.toLocalDate().isBefore(FIRST_DAY)
                && time.truncatedTo(ChronoUnit.SECONDS).equals(time);
    }

    private void text(int row, int column, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new DataException(
                    "row " + (rows + 1) + ", column '" + schema.column(column).name() + "': a cell holds "
                            + LONGEST_TEXT + " characters at most, not " + text.length());
        }
        sheet.inlineString(row, column, CellText.stored(text));
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return file.size();
    }

    @Override
    public void commit() throws IOException {
        sheet.finish();
        workbook.finish();
        file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

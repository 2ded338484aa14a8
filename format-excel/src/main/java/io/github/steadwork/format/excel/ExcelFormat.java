package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;

/**
 * The format {@code excel}: one sheet of an {@code .xlsx} file, read row by row. What its cells share as text is held in memory, as
 * the file format wants it; nothing else is. Files of the old kind, {@code .xls}, are refused.
 *
 * <p>The first row that is not empty names the columns. Without a schema their types come from the cells of the first rows: whole numbers
 * are LONG, other numbers DECIMAL with all the digits that the file holds, cells with the format of a day DATE, with that of a day and a time
 * LOCAL_DATE_TIME, truth values BOOLEAN; times without a day are text, as is a column where kinds meet. A formula is what it gave when the file
 * was saved. An error as {@code #DIV/0!}, and a value beyond the last column, make a row a bad one; empty rows are passed over. A row's
 * position is its number in the sheet.
 *
 * <p>Written is one sheet with a header. What Excel could not hold exactly is text: numbers of more than 15 digits, instants, days
 * before March 1900. So is everything that begins like a formula.
 *
 * <p>Options: {@code sheet} (its name, or its number from 1; 1), {@code header} (true, or false for columns named column_1 and so on),
 * {@code types} (infer, or text for all columns), {@code sample} (how many rows types are taken from; 1000).
 */
public final class ExcelFormat implements WritableDataFormat {

    /** Without settings: they are options of each dataset. */
    public ExcelFormat() {}

    @Override
    public String name() {
        return "excel";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        ExcelOptions options = ExcelOptions.of(dataset);
        Schema schema;
        try (SheetRows rows = SheetRows.open(dataset, options)) {
            schema = SheetSample.schema(dataset, options, rows);
        }
        return ExcelRowReader.open(dataset, options, schema, badRows);
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        return ExcelRowWriter.create(dataset, ExcelOptions.of(dataset), schema);
    }
}

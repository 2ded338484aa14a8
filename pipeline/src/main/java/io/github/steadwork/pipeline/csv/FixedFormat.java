package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.BadRows;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.data.WritableDataFormat;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import io.github.steadwork.pipeline.row.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code fixed}: lines in which each column has its place, counted in characters; packed as its name says. Blanks around a
 * value do not belong to it, and a blank field is null. Types are those of the dataset's schema, or found as those of CSV.
 *
 * <p>Options: {@code columns} (where each stands, as {@code id:1-5,name:6-25}, or how wide it is, as {@code id:5,name:20}; always
 * needed), {@code encoding}, {@code skip} (how many lines at the beginning are no rows; 0), {@code ragged} (reject lines that are too
 * short, or fill them with nulls), {@code types} and {@code sample} as of CSV. A line with more behind its last column, or with bytes that
 * are not in the encoding, is a bad row; a row's position is its line.
 *
 * <p>Written are numbers at the right of their place and all else at its left; a value that is wider than its place fails the writer.
 */
public final class FixedFormat implements WritableDataFormat {

    /** Without settings: they are options of each dataset. */
    public FixedFormat() {}

    @Override
    public String name() {
        return "fixed";
    }

    @Override
    public RowReader open(Dataset dataset, BadRows badRows) throws IOException {
        FixedColumns columns = FixedColumns.of(dataset);
        Schema schema = dataset.schema().isPresent()
                ? declared(dataset, columns, dataset.schema().get())
                : inferred(dataset, columns);
        return FixedRowReader.open(dataset, columns, schema, badRows);
    }

    private static Schema declared(Dataset dataset, FixedColumns columns, Schema schema) {
        for (String name : schema.names()) {
            if (!columns.names().contains(name)) {
                throw new DataException(dataset.location() + ": the option 'columns' does not say where '" + name
                        + "' stands; " + NameHint.of(name, columns.names()));
            }
        }
        return schema;
    }

    private static Schema inferred(Dataset dataset, FixedColumns columns) throws IOException {
        List<List<@Nullable String>> values = new ArrayList<>();
        columns.names().forEach(name -> values.add(new ArrayList<>()));
        if (columns.inferring()) {
            try (FixedLines lines = FixedLines.open(dataset, columns)) {
                for (int i = 0; i < columns.sample() && lines.next(); i++) {
                    for (int column = 0; column < values.size(); column++) {
                        values.get(column).add(lines.field(columns.places().get(column)));
                    }
                }
            }
        }
        List<Column> found = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            String name = columns.names().get(i);
            ColumnType type =
                    columns.inferring() ? TypeInference.of(name, values.get(i)).type() : ColumnType.STRING;
            found.add(Column.of(name, type));
        }
        try {
            return Schema.of(found);
        } catch (IllegalArgumentException e) {
            throw new DataException(dataset.location() + ": the option 'columns' is wrong: " + e.getMessage(), e);
        }
    }

    @Override
    public RowWriter create(Dataset dataset, Schema schema) throws IOException {
        FixedColumns columns = FixedColumns.of(dataset);
        if (!columns.names().equals(schema.names())) {
            throw new DataException(dataset.location() + ": the option 'columns' has " + columns.names()
                    + ", but the rows have " + schema.names());
        }
        return FixedRowWriter.create(dataset.path(), columns, schema);
    }
}

package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import java.util.List;

/**
 * How a sheet is read and written; each is an option of the dataset.
 *
 * @param sheet its name, or its number from 1
 * @param header whether the first row names the columns
 * @param inferring whether types are taken from the cells and not all columns are text
 * @param sample how many rows they are taken from
 */
record ExcelOptions(String sheet, boolean header, boolean inferring, int sample) {

    private static final List<String> NAMES = List.of("sheet", "header", "types", "sample");

    static ExcelOptions of(Dataset dataset) {
        FormatOptions options = FormatOptions.of(dataset, NAMES);
        return new ExcelOptions(
                options.text("sheet", "1"),
                options.choice("header", "true", "true", "false").equals("true"),
                options.choice("types", "infer", "infer", "text").equals("infer"),
                options.number("sample", 1_000));
    }
}

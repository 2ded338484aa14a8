package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a CSV file is written down; each is an option of the dataset.
 *
 * @param delimiter {@code delimiter}: one character between fields, or {@code tab}; a comma by default
 * @param quote {@code quote}: one character around fields; a double quote by default
 * @param header {@code header}: whether the first line names the columns; true by default. Without it the names are those
 *     of the declared schema, or else column1, column2, ...
 * @param encoding {@code encoding}: a name as ISO-8859-1; if absent, what a byte order mark says, or else UTF-8
 * @param trim {@code trim}: whether blanks around unquoted fields are dropped; false by default
 * @param nullText {@code nullText}: the unquoted text that stands for null; the empty one by default
 * @param ragged {@code ragged}: what becomes of rows with too few or too many fields
 * @param types {@code types}: where the types of columns come from that no schema declares
 * @param sample {@code sample}: how many rows are looked at to infer types; 1,000 by default
 */
record CsvOptions(
        char delimiter,
        char quote,
        boolean header,
        Optional<Charset> encoding,
        boolean trim,
        String nullText,
        Ragged ragged,
        Types types,
        int sample) {

    private static final List<String> NAMES = List.of(
            "delimiter",
            "quote",
            "header",
            "encoding",
            "trim",
            "nullText",
            "ragged",
            "types",
            "sample",
            CsvPart.OPTION);

    /** What becomes of rows with too few or too many fields. */
    enum Ragged {
        /** They are bad rows; the default. */
        REJECT,
        /** Missing fields are null; a row with too many is bad all the same, for nothing may get lost. */
        FILL
    }

    /** Where types come from. */
    enum Types {
        /** From the values of the first rows; the default. */
        INFER,
        /** Every column is text. */
        TEXT
    }

    static CsvOptions of(Dataset dataset) {
        FormatOptions options = FormatOptions.of(dataset, NAMES);
        if (options.character("delimiter", ',') == options.character("quote", '"')) {
            throw options.wrong("delimiter", options.text("delimiter", ","), "one that is not the quote");
        }
        return new CsvOptions(
                options.character("delimiter", ','),
                options.character("quote", '"'),
                options.choice("header", "true", "true", "false").equals("true"),
                options.charset("encoding"),
                options.choice("trim", "false", "true", "false").equals("true"),
                options.text("nullText", ""),
                Ragged.valueOf(
                        options.choice("ragged", "reject", "reject", "fill").toUpperCase(Locale.ROOT)),
                Types.valueOf(options.choice("types", "infer", "infer", "text").toUpperCase(Locale.ROOT)),
                options.number("sample", 1_000));
    }

    /** The same with another delimiter. */
    CsvOptions withDelimiter(char other) {
        return new CsvOptions(other, quote, header, encoding, trim, nullText, ragged, types, sample);
    }
}

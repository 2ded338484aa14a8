package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final List<String> NAMES =
            List.of("delimiter", "quote", "header", "encoding", "trim", "nullText", "ragged", "types", "sample");

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
        Reader options = new Reader(dataset.location(), dataset.options());
        options.checkNames();
        return new CsvOptions(
                options.character("delimiter", ','),
                options.character("quote", '"'),
                options.choice("header", "true", "true", "false").equals("true"),
                options.charset(),
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

    /** Reads options, with errors that name the file, the option, the value and what is allowed. */
    private record Reader(String location, Map<String, String> options) {

        void checkNames() {
            for (String name : options.keySet()) {
                if (!NAMES.contains(name)) {
                    throw new DataException(location + ": there is no option '" + name + "' of the format 'csv'; "
                            + NameHint.of(name, NAMES));
                }
            }
            if (character("delimiter", ',') == character("quote", '"')) {
                throw wrong("delimiter", text("delimiter", ","), "one that is not the quote");
            }
        }

        String text(String name, String otherwise) {
            return options.getOrDefault(name, otherwise);
        }

        char character(String name, char otherwise) {
            String value = text(name, String.valueOf(otherwise));
            if (value.equalsIgnoreCase("tab") || value.equals("\\t")) {
                return '\t';
            }
            if (value.length() != 1 || value.equals("\n") || value.equals("\r")) {
                throw wrong(name, value, "one character, or 'tab'");
            }
            return value.charAt(0);
        }

        String choice(String name, String otherwise, String... allowed) {
            String value = text(name, otherwise).toLowerCase(Locale.ROOT);
            if (!Arrays.asList(allowed).contains(value)) {
                throw wrong(name, value, String.join(" or ", allowed));
            }
            return value;
        }

        Optional<Charset> charset() {
            String value = text("encoding", "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Charset.forName(value));
            } catch (IllegalArgumentException e) {
                throw wrong("encoding", value, "a name as UTF-8, ISO-8859-1 or windows-1252");
            }
        }

        int number(String name, int otherwise) {
            String value = text(name, Integer.toString(otherwise));
            try {
                int number = Integer.parseInt(value);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw wrong(name, value, "a number of 1 or more");
        }

        private DataException wrong(String name, String value, String allowed) {
            return new DataException(
                    location + ": the option '" + name + "' is '" + value + "', allowed is " + allowed);
        }
    }
}

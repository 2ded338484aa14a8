package io.github.steadwork.pipeline.data;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the options of a dataset, with errors that name the place, the option, the value and what is allowed. Immutable. */
public final class FormatOptions {

    private final Dataset dataset;

    private FormatOptions(Dataset dataset) {
        this.dataset = dataset;
    }

    /**
     * The options of this dataset.
     *
     * @param names of all options that its format has
     * @throws DataException if it has another one, with the nearest name
     */
    public static FormatOptions of(Dataset dataset, List<String> names) {
        for (String name : dataset.options().keySet()) {
            if (!names.contains(name)) {
                throw new DataException(dataset.location() + ": there is no option '" + name + "' of the format '"
                        + dataset.format() + "'; " + NameHint.of(name, names));
            }
        }
        return new FormatOptions(dataset);
    }

    /** A text. */
    public String text(String name, String otherwise) {
        return dataset.options().getOrDefault(name, otherwise);
    }

    /** One character, or the word tab. */
    public char character(String name, char otherwise) {
        String value = text(name, String.valueOf(otherwise));
        if (value.equalsIgnoreCase("tab") || value.equals("\\t")) {
            return '\t';
        }
        if (value.length() != 1 || value.equals("\n") || value.equals("\r")) {
            throw wrong(name, value, "one character, or 'tab'");
        }
        return value.charAt(0);
    }

    /** One of these words, in lower case. */
    public String choice(String name, String otherwise, String... allowed) {
        String value = text(name, otherwise).toLowerCase(Locale.ROOT);
        if (!Arrays.asList(allowed).contains(value)) {
            throw wrong(name, value, String.join(" or ", allowed));
        }
        return value;
    }

    /** An encoding. */
    public Optional<Charset> charset(String name) {
        String value = text(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(value));
        } catch (IllegalArgumentException e) {
            throw wrong(name, value, "a name as UTF-8, ISO-8859-1 or windows-1252");
        }
    }

    /** A number of 1 or more. */
    public int number(String name, int otherwise) {
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

    /** What to throw where an option has a value that is not allowed. */
    public DataException wrong(String name, String value, String allowed) {
        return new DataException(
                dataset.location() + ": the option '" + name + "' is '" + value + "', allowed is " + allowed);
    }
}

package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.DataException;
import java.util.Optional;

/**
 * Some lines of a file, from the beginning of a record to the end of another one.
 *
 * @param from the byte at which the first record begins; 0 for the part that has the header
 * @param to the byte behind the last one
 * @param line the line of the first record, from 1
 * @param inferred whether the types of the columns were taken from a sample of the whole file
 */
record CsvPart(long from, long to, long line, boolean inferred) {

    static final String OPTION = "part";

    private static final String INFERRED = "inferred";

    /** The part that a dataset is; empty for a whole file. */
    static Optional<CsvPart> of(Dataset dataset) {
        return Optional.ofNullable(dataset.options().get(OPTION)).map(CsvPart::of);
    }

    private static CsvPart of(String text) {
        String[] numbers = text.split("[-:]", -1);
        try {
            if (numbers.length == 4) {
                return new CsvPart(
                        Long.parseLong(numbers[0]),
                        Long.parseLong(numbers[1]),
                        Long.parseLong(numbers[2]),
                        numbers[3].equals(INFERRED));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DataException("the option 'part' is '" + text + "', allowed is what dividing a CSV file gave");
    }

    /** As an option of a dataset. */
    String text() {
        return from + "-" + to + ":" + line + ":" + (inferred ? INFERRED : "declared");
    }

    boolean hasHeader() {
        return from == 0;
    }

    /** How many lines there are before it. */
    long linesBefore() {
        return line - 1;
    }
}

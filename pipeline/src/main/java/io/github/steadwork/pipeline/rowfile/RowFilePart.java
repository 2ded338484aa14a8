package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.row.DataException;

/**
 * Some blocks of a file.
 *
 * @param from the byte at which the first one begins
 * @param to the byte behind the last one
 * @param rows how many rows they have
 */
record RowFilePart(long from, long to, long rows) {

    /** As an option of a dataset. */
    String text() {
        return from + "-" + to + ":" + rows;
    }

    static RowFilePart of(String text) {
        String[] numbers = text.split("[-:]", -1);
        try {
            if (numbers.length == 3) {
                return new RowFilePart(
                        Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new DataException("the option 'part' is '" + text + "', allowed is what dividing a file of rows gave");
    }
}

package io.github.steadwork.jobs.analysis.page;

import io.github.steadwork.jobs.analysis.numbers.Digits;
import io.github.steadwork.pipeline.row.Casts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a table.
 *
 * @param heads the names of the columns
 * @param numeric which columns hold numbers
 * @param rows of cells, as many as there are heads
 */
public record Grid(List<String> heads, List<Boolean> numeric, List<List<Cell>> rows) {

    /**
     * One cell.
     *
     * @param shown what is read
     * @param plain the value itself, as text: to sort by, and for other programs
     */
    public record Cell(String shown, String plain) {

        private static final String NOTHING = "–";

        /** A value of a row, which may be null. */
        public static Cell of(@Nullable Object value) {
            if (value == null) {
                return new Cell(NOTHING, "");
            }
            String plain = String.valueOf(Casts.text(value));
            if (value instanceof Double number) {
                return new Cell(Digits.grouped(number), plain);
            }
            return new Cell(value instanceof Number ? Digits.grouped(plain) : plain, plain);
        }

        /** A number as it may result from arithmetic. */
        public static Cell number(double number) {
            return Double.isNaN(number) ? of(null) : new Cell(Digits.grouped(number), Double.toString(number));
        }
    }

    /** Gathers rows. */
    public static final class Builder {

        private final List<String> heads = new ArrayList<>();
        private final List<Boolean> numeric = new ArrayList<>();
        private final List<List<Cell>> rows = new ArrayList<>();

        private Builder() {}

        /** A column of text. */
        public Builder text(String head) {
            heads.add(head);
            numeric.add(false);
            return this;
        }

        /** A column of numbers. */
        public Builder number(String head) {
            heads.add(head);
            numeric.add(true);
            return this;
        }

        /** A row of values. */
        public Builder row(@Nullable Object... values) {
            List<Cell> cells = new ArrayList<>(values.length);
            for (Object value : values) {
                cells.add(value instanceof Cell cell ? cell : Cell.of(value));
            }
            rows.add(cells);
            return this;
        }

        /** The table. */
        public Grid build() {
            return new Grid(List.copyOf(heads), List.copyOf(numeric), List.copyOf(rows));
        }
    }

    /** Begins a table. */
    public static Builder builder() {
        return new Builder();
    }
}

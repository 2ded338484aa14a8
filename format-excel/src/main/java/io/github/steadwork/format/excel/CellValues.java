package io.github.steadwork.format.excel;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.ValueException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.dhatim.fastexcel.reader.Cell;
import org.jspecify.annotations.Nullable;

/** What cells hold. A day is a number to Excel; only its format tells. */
final class CellValues {

    private static final BigDecimal MILLIS_A_DAY = BigDecimal.valueOf(86_400_000);
    private static final int PHANTOM = 60; // the 29th of February 1900, which Excel has and the calendar has not
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);

    private final LocalDate zero;

    CellValues(boolean from1904) {
        this.zero = from1904 ? FROM_1904 : FROM_1900;
    }

    /**
     * The value of a cell; null if it is empty.
     *
     * @throws ValueException if it holds an error
     */
    @Nullable
    Object of(@Nullable Cell cell) {
        if (cell == null || !SheetRows.isFilled(cell)) {
            return null;
        }
        return switch (cell.getType()) {
            case EMPTY -> null;
            case BOOLEAN -> cell.asBoolean();
            case STRING -> CellText.read(cell.getText());
            case NUMBER -> number(cell, new BigDecimal(cell.getRawValue()));
            case FORMULA -> result(cell);
            case ERROR ->
                throw new ValueException("the cell " + cell.getAddress() + " holds the error " + cell.getText());
        };
    }

    private @Nullable Object result(Cell cell) {
        String raw = cell.getRawValue();
        if (raw == null || raw.isEmpty()) {
            return null;
        }
        if (cell.getValue() instanceof Boolean truth) {
            return truth;
        }
        if (raw.startsWith("#") && raw.length() > 1 && Character.isUpperCase(raw.charAt(1))) {
            throw new ValueException("the formula in " + cell.getAddress() + " gave the error " + raw);
        }
        Optional<BigDecimal> number = decimal(raw);
        return number.isPresent() && !(cell.getValue() instanceof String)
                ? number(cell, number.get())
                : CellText.read(raw);
    }

    private static Optional<BigDecimal> decimal(String raw) {
        try {
            return Optional.of(new BigDecimal(raw));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Object number(Cell cell, BigDecimal number) {
        String format = format(cell);
        boolean day = format.indexOf('y') >= 0 || format.indexOf('d') >= 0;
        boolean time = format.indexOf('h') >= 0 || format.indexOf('s') >= 0;
        if (number.signum() >= 0 && (day || time)) {
            return time(number, day);
        }
        BigDecimal plain = number.stripTrailingZeros();
        boolean whole = plain.scale() <= 0 && plain.precision() - plain.scale() <= 18;
        return whole ? (Object) plain.longValueExact() : plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** Without what stands there for itself, and empty if it is a length of time or no time at all. */
    private static String format(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null) {
            return "";
        }
        String lower = format.toLowerCase(Locale.ROOT);
        if (lower.contains("[h") || lower.contains("[m") || lower.contains("[s") || lower.contains("general")) {
            return "";
        }
        return lower.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|_.|\\*.", "");
    }

    private Object time(BigDecimal number, boolean day) {
        BigDecimal days = number.setScale(0, RoundingMode.FLOOR);
        long millis = number.subtract(days)
                .multiply(MILLIS_A_DAY)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        if (!day && days.signum() == 0) {
            return LocalTime.MIDNIGHT.plus(millis, ChronoUnit.MILLIS).toString();
        }
        boolean early = zero.equals(FROM_1900) && days.longValueExact() < PHANTOM;
        LocalDateTime moment = zero.plusDays(days.longValueExact() + (early ? 1 : 0))
                .atStartOfDay()
                .plus(millis, ChronoUnit.MILLIS);
        return millis == 0 ? moment.toLocalDate() : moment;
    }

    /** The type of a value. */
    static ColumnType type(Object value) {
        return ColumnType.of(value).orElseThrow();
    }
}

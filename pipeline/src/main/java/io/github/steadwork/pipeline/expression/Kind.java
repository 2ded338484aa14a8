package io.github.steadwork.pipeline.expression;

import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** What a function takes as one of its arguments. */
enum Kind {
    TEXT("STRING", ColumnType.STRING),
    WHOLE("LONG", ColumnType.LONG),
    NUMBER("a number", ColumnType.LONG, ColumnType.DECIMAL, ColumnType.DOUBLE),
    /** A number that is turned into a DOUBLE. */
    REAL("a number", ColumnType.LONG, ColumnType.DECIMAL, ColumnType.DOUBLE),
    /** A day with or without a time of day. */
    DAY("DATE or LOCAL_DATE_TIME", ColumnType.DATE, ColumnType.LOCAL_DATE_TIME),
    /** A day with a time of day; a DATE is taken as its midnight. */
    DATE_TIME("LOCAL_DATE_TIME or DATE", ColumnType.LOCAL_DATE_TIME, ColumnType.DATE),
    INSTANT("INSTANT", ColumnType.INSTANT),
    ANY_TIME("a time", ColumnType.DATE, ColumnType.LOCAL_DATE_TIME, ColumnType.INSTANT),
    /** A regular expression that stands in the text. */
    PATTERN("a regular expression in single quotes") {
        @Override
        Object prepare(String text) {
            return new SafePattern(text);
        }
    },
    /** A pattern for dates that stands in the text. */
    DATE_FORMAT("a pattern as 'dd.MM.yyyy' in single quotes") {
        @Override
        Object prepare(String text) {
            return DateFormats.of(text);
        }
    },
    /** A time zone that stands in the text. */
    ZONE("a time zone as 'Europe/Berlin' in single quotes") {
        @Override
        Object prepare(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new DataException("'" + text + "' is not a time zone; allowed are names as 'Europe/Berlin'", e);
            }
        }
    },
    /** A unit of time that stands in the text. */
    UNIT("a unit as 'month' in single quotes") {
        @Override
        Object prepare(String text) {
            return TruncationUnit.of(text);
        }
    };

    final String words;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of gives an immutable one
    private final Set<ColumnType> types;

    Kind(String words, ColumnType... types) {
        this.words = words;
        this.types = Set.of(types);
    }

    /** Whether the argument must stand in the text, so that it can be prepared once. */
    boolean isPrepared() {
        return types.isEmpty();
    }

    /** What the text stands for; only for kinds that are prepared. */
    Object prepare(String text) {
        return text;
    }

    boolean accepts(Typed argument) {
        return argument.type() == null || types.contains(argument.type());
    }

    Typed coerce(Typed argument) {
        return switch (this) {
            case REAL -> argument.as(ColumnType.DOUBLE);
            case DATE_TIME -> argument.as(ColumnType.LOCAL_DATE_TIME);
            default -> argument;
        };
    }
}

package io.github.steadwork.pipeline.rowfile;

import io.github.steadwork.pipeline.row.ColumnType;

/** The bytes that stand for types in files. They never change. */
final class TypeCode {

    static final int NULL = 0;

    private TypeCode() {}

    static int of(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case LONG -> 2;
            case DECIMAL -> 3;
            case DOUBLE -> 4;
            case STRING -> 5;
            case DATE -> 6;
            case INSTANT -> 7;
            case LOCAL_DATE_TIME -> 8;
            case BYTES -> 9;
            case LIST -> 10;
            case ROW -> 11;
        };
    }

    static ColumnType type(int code) {
        return switch (code) {
            case 1 -> ColumnType.BOOLEAN;
            case 2 -> ColumnType.LONG;
            case 3 -> ColumnType.DECIMAL;
            case 4 -> ColumnType.DOUBLE;
            case 5 -> ColumnType.STRING;
            case 6 -> ColumnType.DATE;
            case 7 -> ColumnType.INSTANT;
            case 8 -> ColumnType.LOCAL_DATE_TIME;
            case 9 -> ColumnType.BYTES;
            case 10 -> ColumnType.LIST;
            case 11 -> ColumnType.ROW;
            default -> throw new IllegalStateException("there is no type of code " + code);
        };
    }
}

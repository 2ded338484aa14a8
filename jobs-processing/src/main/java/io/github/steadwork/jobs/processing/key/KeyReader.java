package io.github.steadwork.jobs.processing.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the values of a key. */
final class KeyReader {

    private final byte[] bytes;
    private int at;

    KeyReader(byte[] bytes) {
        this.bytes = bytes;
    }

    @Nullable
    Object read() {
        return switch (bytes[at++]) {
            case KeyTag.NULL -> null;
            case KeyTag.FALSE -> false;
            case KeyTag.TRUE -> true;
            case KeyTag.LONG -> eightBytes();
            case KeyTag.DOUBLE -> Double.longBitsToDouble(eightBytes());
            case KeyTag.DECIMAL -> decimal();
            case KeyTag.ASCII -> new String(some(fourBytes()), StandardCharsets.US_ASCII);
            case KeyTag.CHARS -> chars();
            case KeyTag.DATE -> LocalDate.ofEpochDay(eightBytes());
            case KeyTag.INSTANT -> Instant.ofEpochSecond(eightBytes(), fourBytes());
            case KeyTag.LOCAL_DATE_TIME ->
                LocalDateTime.of(LocalDate.ofEpochDay(eightBytes()), LocalTime.ofNanoOfDay(eightBytes()));
            case KeyTag.BYTES -> some(fourBytes());
            case KeyTag.LIST -> list();
            default -> throw new IllegalStateException("there is no tag " + bytes[at - 1] + " in a key");
        };
    }

    private int fourBytes() {
        int number = (int) KeyBuffer.INT.get(bytes, at);
        at += Integer.BYTES;
        return number;
    }

    private long eightBytes() {
        long number = (long) KeyBuffer.LONG.get(bytes, at);
        at += Long.BYTES;
        return number;
    }

    private byte[] some(int length) {
        byte[] some = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return some;
    }

    private BigDecimal decimal() {
        int scale = fourBytes();
        BigDecimal number = new BigDecimal(new BigInteger(some(fourBytes())), scale);
        return scale < 0 ? number.setScale(0) : number;
    }

    private String chars() {
        char[] chars = new char[fourBytes()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) ((bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff));
            at += 2;
        }
        return new String(chars);
    }

    private List<@Nullable Object> list() {
        int size = fourBytes();
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(read());
        }
        return Collections.unmodifiableList(list);
    }
}

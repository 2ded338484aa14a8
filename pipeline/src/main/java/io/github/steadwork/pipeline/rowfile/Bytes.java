package io.github.steadwork.pipeline.rowfile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes with a position, to write numbers to and read them from. */
final class Bytes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int MAX_VARINT = 10;

    byte[] array;
    int position;
    int limit;

    Bytes(int capacity) {
        this.array = new byte[capacity];
    }

    /** Makes room for so many more bytes behind the position. */
    void reserve(int more) {
        if (array.length - position < more) {
            long wanted = Math.max((long) position + more, array.length * 2L);
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, wanted));
        }
    }

    void putByte(int value) {
        reserve(1);
        array[position++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        INTS.set(array, position, value);
        position += Integer.BYTES;
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        LONGS.set(array, position, value);
        position += Long.BYTES;
    }

    void putBytes(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, array, position, bytes.length);
        position += bytes.length;
    }

    /** Seven bits a byte, the lowest first: small numbers are short. For numbers of 0 or more. */
    void putVarint(long value) {
        reserve(MAX_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            array[position++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        array[position++] = (byte) rest;
    }

    /** As {@link #putVarint}, for numbers of both signs. */
    void putSigned(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    int getByte() {
        return array[position++];
    }

    int getInt() {
        int value = (int) INTS.get(array, position);
        position += Integer.BYTES;
        return value;
    }

    long getLong() {
        long value = (long) LONGS.get(array, position);
        position += Long.BYTES;
        return value;
    }

    long getVarint() {
        long value = array[position++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7F;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            byte next = array[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("a number has more than 64 bits");
    }

    long getSigned() {
        long value = getVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A length that must lie within what is left. */
    int getLength() {
        long length = getVarint();
        if (length < 0 || length > limit - position) {
            throw new IllegalStateException("a length of " + length + " is more than is left");
        }
        return (int) length;
    }

    byte[] getBytes(int length) {
        byte[] bytes = Arrays.copyOfRange(array, position, position + length);
        position += length;
        return bytes;
    }
}

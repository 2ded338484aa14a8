package io.github.steadwork.jobs.processing.key;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow. */
final class KeyBuffer {

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(length, more), (int) Math.min(bytes.length * 2L, 1 << 30)));
        }
    }

    void tag(byte tag) {
        ensure(1);
        bytes[length++] = tag;
    }

    void fourBytes(int number) {
        ensure(Integer.BYTES);
        INT.set(bytes, length, number);
        length += Integer.BYTES;
    }

    void eightBytes(long number) {
        ensure(Long.BYTES);
        LONG.set(bytes, length, number);
        length += Long.BYTES;
    }

    void number(byte tag, long number) {
        ensure(1 + Long.BYTES);
        bytes[length] = tag;
        LONG.set(bytes, length + 1, number);
        length += 1 + Long.BYTES;
    }

    void bytes(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    void text(String text) {
        int chars = text.length();
        ensure(1 + Integer.BYTES + chars);
        bytes[length] = KeyTag.ASCII;
        INT.set(bytes, length + 1, chars);
        int at = length + 1 + Integer.BYTES;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                wideText(text);
                return;
            }
            bytes[at + i] = (byte) c;
        }
        length = at + chars;
    }

    private void wideText(String text) {
        int chars = text.length();
        ensure(Math.addExact(1 + Integer.BYTES, Math.multiplyExact(2, chars)));
        bytes[length++] = KeyTag.CHARS;
        fourBytes(chars);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            bytes[length++] = (byte) (c >>> 8);
            bytes[length++] = (byte) c;
        }
    }

    /** Multiplies and folds eight bytes at a time, and mixes at the end as MurmurHash3's finalizer does. */
    static int hash(byte[] bytes, int from, int length) {
        return (int) longHash(bytes, from, length);
    }

    /** As {@link #hash}, with all its bits. */
    static long longHash(byte[] bytes, int from, int length) {
        long hash = 0x9E3779B97F4A7C15L ^ length;
        int end = from + length;
        int i = from;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, i)) * 0xBF58476D1CE4E5B9L;
            hash ^= hash >>> 32;
        }
        for (; i < end; i++) {
            hash = (hash ^ bytes[i]) * 0x94D049BB133111EBL;
        }
        return mix(hash);
    }

    static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}

package io.github.steadwork.monitor;

import java.util.Arrays;

/** Numbers in few bytes: seven bits a byte, the lowest first; and pairs of small ones in one byte. */
final class Packed {

    private static final int NIBBLE = 15;

    private Packed() {}

    static final class Writer {

        private byte[] bytes = new byte[64];
        private int used;

        /** One that is not negative. */
        void number(long number) {
            long rest = number;
            while (rest > 0x7F) {
                put((int) (rest | 0x80));
                rest >>>= 7;
            }
            put((int) rest);
        }

        /** Two, of which each takes half a byte if it is from 1 to 15. */
        void pair(long one, long other) {
            boolean oneFits = one >= 1 && one <= NIBBLE;
            boolean otherFits = other >= 1 && other <= NIBBLE;
            put((int) ((oneFits ? one << 4 : 0) | (otherFits ? other : 0)));
            if (!oneFits) {
                number(one);
            }
            if (!otherFits) {
                number(other);
            }
        }

        private void put(int value) {
            if (used == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * used);
            }
            bytes[used++] = (byte) value;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, used);
        }
    }

    /** Reads what a writer has written, in its order. */
    static final class Reader {

        private final byte[] bytes;
        private int at;
        private long second;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long number = 0;
            int shift = 0;
            byte next;
            do {
                next = bytes[at++];
                number |= (long) (next & 0x7F) << shift;
                shift += 7;
            } while (next < 0);
            return number;
        }

        /** The first of a pair; {@link #second} is then the other. */
        long first() {
            int both = bytes[at++];
            int one = both >>> 4 & NIBBLE;
            int other = both & NIBBLE;
            long first = one == 0 ? number() : one;
            second = other == 0 ? number() : other;
            return first;
        }

        long second() {
            return second;
        }
    }
}

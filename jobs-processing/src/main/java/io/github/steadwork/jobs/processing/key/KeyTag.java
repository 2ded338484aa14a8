package io.github.steadwork.jobs.processing.key;

/** The first byte of every value in a key. */
final class KeyTag {

    static final byte NULL = 0;
    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte LONG = 3;
    static final byte DOUBLE = 4;
    static final byte DECIMAL = 5;
    /** Text of ASCII characters only. */
    static final byte ASCII = 6;
    /** Any other text, with two bytes for each char, so that half of a surrogate pair is kept too. */
    static final byte CHARS = 7;

    static final byte DATE = 8;
    static final byte INSTANT = 9;
    static final byte LOCAL_DATE_TIME = 10;
    static final byte BYTES = 11;
    static final byte LIST = 12;

    private KeyTag() {}
}

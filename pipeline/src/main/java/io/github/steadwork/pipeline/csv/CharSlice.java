package io.github.steadwork.pipeline.csv;

/** A part of the parser's buffer as text, to be read without copying it. It is valid until the parser goes on. */
final class CharSlice implements CharSequence {

    private char[] buffer = {};
    private int offset;
    private int length;

    CharSlice set(char[] chars, int from, int count) {
        this.buffer = chars;
        this.offset = from;
        this.length = count;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return buffer[offset + index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(buffer, offset + start, end - start);
    }

    @Override
    public String toString() {
        return new String(buffer, offset, length);
    }
}

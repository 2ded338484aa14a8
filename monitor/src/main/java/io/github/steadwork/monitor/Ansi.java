package io.github.steadwork.monitor;

/** What a terminal understands. */
final class Ansi {

    static final String DIM = "\u001b[2m";
    static final String GREEN = "\u001b[32m";
    static final String RED = "\u001b[31m";
    static final String HIDE_CURSOR = "\u001b[?25l";
    static final String SHOW_CURSOR = "\u001b[?25h";
    static final String CLEAR_BELOW = "\r\u001b[J";

    private static final String PLAIN = "\u001b[0m";

    private Ansi() {}

    /** The text in this colour; an empty colour or text is left as it is. */
    static String paint(String colour, String text) {
        return colour.isEmpty() || text.isEmpty() ? text : colour + text + PLAIN;
    }

    static String up(int lines) {
        return lines == 0 ? "" : "\u001b[" + lines + "A";
    }
}

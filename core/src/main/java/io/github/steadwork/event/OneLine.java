package io.github.steadwork.event;

/**
 * Foreign text for a log: made when it is written. Whatever could begin a line of its own or move a terminal's cursor is
 * shown as its escape, so that nobody can forge a line.
 */
record OneLine(Object text) {

    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder();
        String.valueOf(text).codePoints().forEach(letter -> append(letter, line));
        return line.toString();
    }

    private static void append(int letter, StringBuilder line) {
        switch (letter) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (Character.isISOControl(letter) || letter == LINE_SEPARATOR || letter == PARAGRAPH_SEPARATOR) {
                    line.append("\\u%04x".formatted(letter));
                } else {
                    line.appendCodePoint(letter);
                }
            }
        }
    }
}

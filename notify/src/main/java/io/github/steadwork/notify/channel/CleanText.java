package io.github.steadwork.notify.channel;

/**
 * Foreign text, fit to be shown: it cannot begin a line or a header of its own, move a cursor, or turn the direction of what stands
 * beside it.
 */
final class CleanText {

    private static final String CUT = "...";

    private CleanText() {}

    /** One line. */
    static String line(String text, int longest) {
        return cut(clean(text, "").strip(), longest);
    }

    /** Any number of lines. */
    static String lines(String text, int longest) {
        return cut(clean(text, "\n\t").strip(), longest);
    }

    private static String clean(String text, String kept) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .codePoints()
                .forEach(letter ->
                        clean.appendCodePoint(isHarmless(letter) || kept.indexOf(letter) >= 0 ? letter : ' '));
        return clean.toString();
    }

    private static boolean isHarmless(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}

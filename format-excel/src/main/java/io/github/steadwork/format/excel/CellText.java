package io.github.steadwork.format.excel;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of cells: what XML cannot hold, Excel writes as {@code _x0001_}, and {@code _x005F_} is the underline of what only looks like it. */
final class CellText {

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    private static final Pattern LIKE_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\uFFFE\\uFFFF]|[\\uD800-\\uDFFF]");

    private CellText() {}

    /** The text that a file means. */
    static String read(String stored) {
        return stored.indexOf('_') < 0
                ? stored
                : ESCAPE.matcher(stored)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** How a file holds the text. */
    static String stored(String text) {
        String safe = text.indexOf('_') < 0 ? text : LIKE_ESCAPE.matcher(text).replaceAll("_x005F_");
        return NOT_IN_XML
                .matcher(safe)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "_x%04X_", (int) found.group().charAt(0)));
    }
}

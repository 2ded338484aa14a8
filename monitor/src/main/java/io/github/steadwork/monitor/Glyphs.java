package io.github.steadwork.monitor;

import java.nio.charset.Charset;

/**
 * The characters of a table.
 *
 * @param full of the part of a bar that is done
 * @param rest of the part that is not
 * @param dot what stands between figures
 * @param more what stands for what is cut off
 */
record Glyphs(char full, char rest, char dot, String more) {

    static final Glyphs UNICODE = new Glyphs('\u2588', '\u2591', '\u00b7', "\u2026");
    static final Glyphs ASCII = new Glyphs('#', '.', '|', "...");

    static boolean canBeWrittenIn(Charset charset) {
        String all = "" + UNICODE.full + UNICODE.rest + UNICODE.dot + UNICODE.more;
        return charset.canEncode() && charset.newEncoder().canEncode(all);
    }
}

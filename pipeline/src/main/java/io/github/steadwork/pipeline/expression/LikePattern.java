package io.github.steadwork.pipeline.expression;

import java.util.stream.IntStream;

/** SQL's LIKE: % stands for any text, _ for one code point, a backslash takes the meaning from the next character. */
final class LikePattern {

    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] pattern;

    LikePattern(String text) {
        IntStream.Builder parts = IntStream.builder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                parts.add(text.codePointAt(i));
            } else {
                parts.add(c == '%' ? ANY : c == '_' ? ONE : c);
            }
        }
        this.pattern = parts.build().toArray();
    }

    /** Goes back only to the last %, so it takes at most length times length steps. */
    boolean matches(String text) {
        int i = 0;
        int p = 0;
        int afterAny = -1;
        int resume = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (p < pattern.length && pattern[p] == ANY) {
                afterAny = ++p;
                resume = i;
            } else if (p < pattern.length && (pattern[p] == ONE || pattern[p] == c)) {
                p++;
                i += Character.charCount(c);
            } else if (afterAny >= 0) {
                p = afterAny;
                resume += Character.charCount(text.codePointAt(resume));
                i = resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY) {
            p++;
        }
        return p == pattern.length;
    }
}

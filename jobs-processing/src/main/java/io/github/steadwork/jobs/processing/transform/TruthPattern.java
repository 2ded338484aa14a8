package io.github.steadwork.jobs.processing.transform;

import io.github.steadwork.pipeline.row.Casts;
import io.github.steadwork.pipeline.row.ValueException;
import java.util.List;
import java.util.Locale;

/**
 * Words for true and false, as {@code yes,y|no,n}, in any case. The first of each side is the one that is written. Immutable.
 *
 * @param yes the words for true, in small letters
 * @param no the words for false, in small letters
 */
record TruthPattern(List<String> yes, List<String> no) {

    /** Refuses a pattern without two sides, or with a word that stands on both. */
    static TruthPattern of(String pattern) {
        String[] sides = pattern.split("\\|", -1);
        TruthPattern words = sides.length == 2
                ? new TruthPattern(words(sides[0]), words(sides[1]))
                : new TruthPattern(List.of(""), List.of(""));
        boolean blank = words.yes.contains("") || words.no.contains("");
        if (blank || words.yes.stream().anyMatch(words.no::contains)) {
            throw new IllegalArgumentException("convert: pattern is '" + pattern
                    + "', allowed for BOOLEAN are different words for true and false, as yes,y|no,n");
        }
        return words;
    }

    private static List<String> words(String side) {
        return List.of(side.toLowerCase(Locale.ROOT).split(",", -1)).stream()
                .map(String::strip)
                .toList();
    }

    /**
     * What the text means.
     *
     * @throws ValueException if it is none of the words
     */
    boolean parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (yes.contains(word)) {
            return true;
        }
        if (no.contains(word)) {
            return false;
        }
        throw new ValueException(Casts.quoted(text) + " is neither of " + yes + " nor of " + no);
    }

    String write(boolean truth) {
        return truth ? yes.get(0) : no.get(0);
    }
}

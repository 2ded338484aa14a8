package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * Words. A section with a title begins a chapter of the report, which the table of contents names.
 *
 * @param title the heading; empty for none
 * @param text paragraphs, separated by a blank line; plain text, nothing in it is markup
 */
public record Text(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String text) implements Section {

    /** Refuses a section that would show nothing. */
    public Text {
        if (title.isBlank() && text.isBlank()) {
            throw new IllegalArgumentException("a text section has neither title nor text; give one of them");
        }
    }

    /** A heading that begins a chapter. */
    public static Text heading(String title) {
        return new Text(title, "");
    }

    /** A heading and words. */
    public static Text of(String title, String text) {
        return new Text(title, text);
    }
}

package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;

/**
 * A row of key figures.
 *
 * @param title the heading; empty for none
 * @param text a few words below it; empty for none
 * @param figures from left to right; at least one
 */
public record Figures(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String text,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Figure> figures)
        implements Section {

    /** Copies the figures. */
    public Figures {
        figures = List.copyOf(figures);
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("a section of figures has none; give at least one");
        }
    }

    /** Figures without a heading. */
    public static Figures of(Figure... figures) {
        return new Figures("", "", List.of(figures));
    }
}

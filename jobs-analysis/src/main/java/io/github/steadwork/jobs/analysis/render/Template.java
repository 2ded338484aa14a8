package io.github.steadwork.jobs.analysis.render;

import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.NameHint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An HTML file with places for what a report has. Only its own text is looked through for places, once: what is put there is
 * never read again. Immutable.
 */
public final class Template {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    /** What can stand between two pairs of curly brackets, in small letters. */
    enum Place {
        TITLE,
        SUBTITLE,
        CONTENTS,
        BODY,
        WRITTEN,
        STYLE,
        SCRIPT;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Part(String text, List<Place> place) {}

    private final List<Part> parts = new ArrayList<>();

    private Template(String name, String text) {
        int at = 0;
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, at)) {
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                throw new DataException(name + ": the brackets " + OPEN + " at character " + (open + 1)
                        + " are never closed by " + CLOSE);
            }
            parts.add(new Part(
                    text.substring(at, open),
                    List.of(place(
                            name, text.substring(open + OPEN.length(), close).strip()))));
            at = close + CLOSE.length();
        }
        parts.add(new Part(text.substring(at), List.of()));
    }

    private static Place place(String name, String word) {
        for (Place place : Place.values()) {
            if (place.word().equals(word)) {
                return place;
            }
        }
        List<String> known = Stream.of(Place.values()).map(Place::word).toList();
        throw new DataException(
                name + ": a report has no '" + word + "' to put into a template; " + NameHint.of(word, known));
    }

    /** The one that comes with this module. */
    public static Template standard() {
        return Standard.TEMPLATE;
    }

    /**
     * A template.
     *
     * @param name for messages, as its file
     * @throws DataException if it has a place that no report fills, or none for the body
     */
    public static Template of(String name, String text) {
        Template template = new Template(name, text);
        if (template.parts.stream().noneMatch(part -> part.place().contains(Place.BODY))) {
            throw new DataException(
                    name + ": the template has no place for the report; write {{body}} where it belongs");
        }
        return template;
    }

    String fill(Map<Place, String> values) {
        Map<Place, String> all = new EnumMap<>(values);
        StringBuilder page = new StringBuilder();
        for (Part part : parts) {
            page.append(part.text());
            part.place().forEach(place -> page.append(Objects.requireNonNull(all.get(place), place.name())));
        }
        return page.toString();
    }

    private static final class Standard {
        private static final Template TEMPLATE = of("page.html", Asset.read("page.html"));
    }
}

package io.github.steadwork.pipeline.csv;

import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.FormatOptions;
import io.github.steadwork.pipeline.row.DataException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How lines of fixed width are cut; each is an option of the dataset.
 *
 * @param places where each column stands, in the order of the line
 * @param width how long a line is
 * @param encoding a name as ISO-8859-1; if absent, what a byte order mark says, or else UTF-8
 * @param skip how many lines at the beginning are no rows
 * @param filling whether the end of a line may be missing, as where blanks at its end were dropped
 * @param inferring whether types are taken from the first rows and not all columns are text
 * @param sample how many rows they are taken from
 */
record FixedColumns(
        List<Place> places,
        int width,
        Optional<Charset> encoding,
        int skip,
        boolean filling,
        boolean inferring,
        int sample) {

    private static final List<String> NAMES = List.of("columns", "encoding", "skip", "ragged", "types", "sample");
    private static final Pattern PLACE = Pattern.compile("\\s*([^:,]+):(\\d{1,6})(?:-(\\d{1,6}))?\\s*");

    /**
     * Where a column stands.
     *
     * @param from its first character, from 0
     * @param to the one behind its last
     */
    record Place(String name, int from, int to) {}

    static FixedColumns of(Dataset dataset) {
        FormatOptions options = FormatOptions.of(dataset, NAMES);
        String text = options.text("columns", "");
        if (text.isBlank()) {
            throw new DataException(dataset.location()
                    + ": the option 'columns' is missing; say where each stands, as id:1-5,name:6-25 or id:5,name:20");
        }
        List<Place> places = places(options, text);
        String skip = options.text("skip", "0");
        if (!skip.matches("\\d{1,9}")) {
            throw options.wrong("skip", skip, "a number of 0 or more");
        }
        return new FixedColumns(
                places,
                places.get(places.size() - 1).to(),
                options.charset("encoding"),
                Integer.parseInt(skip),
                options.choice("ragged", "reject", "reject", "fill").equals("fill"),
                options.choice("types", "infer", "infer", "text").equals("infer"),
                options.number("sample", 1_000));
    }

    private static List<Place> places(FormatOptions options, String text) {
        List<Place> places = new ArrayList<>();
        int end = 0;
        for (String part : text.split(",", -1)) {
            Matcher matcher = PLACE.matcher(part);
            if (!matcher.matches()) {
                throw options.wrong("columns", part, "a name with its place or its width, as id:1-5 or id:5");
            }
            int number = Integer.parseInt(matcher.group(2));
            int from = matcher.group(3) == null ? end : number - 1;
            int to = matcher.group(3) == null ? end + number : Integer.parseInt(matcher.group(3));
            if (from < end || to <= from) {
                throw options.wrong("columns", part, "a place behind the column before, of one character at least");
            }
            places.add(new Place(matcher.group(1).strip(), from, to));
            end = to;
        }
        return List.copyOf(places);
    }

    List<String> names() {
        return places.stream().map(Place::name).toList();
    }
}

package io.github.steadwork.jobs.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.steadwork.jobs.analysis.section.Chart;
import io.github.steadwork.jobs.analysis.section.Figure;
import io.github.steadwork.jobs.analysis.section.Figures;
import io.github.steadwork.jobs.analysis.section.Section;
import io.github.steadwork.jobs.analysis.section.Table;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.row.NameHint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ReportGenerationJob} writes. All words are plain text; nothing in them, or in the data, becomes markup.
 *
 * @param title of the report
 * @param subtitle below the title; empty for none
 * @param data the datasets that sections name; each is read once, however many sections draw it
 * @param sections from top to bottom
 * @param file where the HTML page is written; folders are made as needed
 * @param also other forms that are written beside it
 * @param comparedAs a name under which key figures are kept from one report to the next, which tells how they have changed;
 *     empty to keep none
 * @param template an HTML file with places as {@code {{title}}} and {@code {{body}}}; the standard page if empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReportSpec(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String subtitle,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Dataset> data,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Section> sections,
        Path file,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Set<ReportFormat> also,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String comparedAs,
        Optional<Path> template) {

    private static final int LONGEST_NAME = 300;

    /** Copies what it is given, and refuses a section that names an unknown dataset. */
    public ReportSpec {
        if (title.isBlank()) {
            throw new IllegalArgumentException("the report has no title; give one");
        }
        Objects.requireNonNull(file, "the report has no file; give the path of its HTML page");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        sections = List.copyOf(sections);
        also = Collections.unmodifiableSet(new LinkedHashSet<>(also));
        also.forEach(format -> requireOther(file, format));
        if (comparedAs.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "comparedAs has " + comparedAs.length() + " characters, allowed are " + LONGEST_NAME + " or fewer");
        }
        for (Section section : sections) {
            for (String name : datasets(section)) {
                requireKnown(section, name, data);
            }
        }
    }

    private static void requireOther(Path file, ReportFormat format) {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith("." + format)) {
            throw new IllegalArgumentException("the HTML page " + file + " has the name that its form '" + format
                    + "' would get; let the page's name end with .html");
        }
    }

    /** Begins a report. */
    public static Builder builder(String title, Path file) {
        return new Builder(title, file);
    }

    static List<String> datasets(Section section) {
        if (section instanceof Chart chart) {
            return List.of(chart.data());
        }
        if (section instanceof Table table) {
            return List.of(table.data());
        }
        if (section instanceof Figures figures) {
            return figures.figures().stream()
                    .map(Figure::data)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
        return List.of();
    }

    private static void requireKnown(Section section, String name, Map<String, Dataset> data) {
        if (!data.containsKey(name)) {
            throw new IllegalArgumentException("section '" + section.title() + "' names the dataset '" + name + "'; "
                    + NameHint.of(name, data.keySet()) + " Add it by data(\"" + name + "\", ...).");
        }
    }

    /** Builds a {@link ReportSpec}, which explains each part. */
    public static final class Builder {

        private final String title;
        private final Path file;
        private final Map<String, Dataset> data = new LinkedHashMap<>();
        private final List<Section> sections = new ArrayList<>();
        private final Set<ReportFormat> also = new LinkedHashSet<>();
        private String subtitle = "";
        private String comparedAs = "";
        private @Nullable Path template;

        Builder(String title, Path file) {
            this.title = title;
            this.file = file;
        }

        /** The words below the title. */
        public Builder subtitle(String words) {
            this.subtitle = words;
            return this;
        }

        /** A dataset under the name by which sections call it. */
        public Builder data(String name, Dataset dataset) {
            data.put(name, dataset);
            return this;
        }

        /** Further sections, below those before. */
        public Builder add(Section... further) {
            sections.addAll(List.of(further));
            return this;
        }

        /** Further forms, beside the HTML page. */
        public Builder also(ReportFormat... formats) {
            also.addAll(List.of(formats));
            return this;
        }

        /** Says how key figures have changed since the last report of this name. */
        public Builder compareAs(String name) {
            this.comparedAs = name;
            return this;
        }

        /** An HTML file with places for what the report has, in place of the standard page. */
        public Builder template(Path file) {
            this.template = file;
            return this;
        }

        /**
         * The report.
         *
         * @throws IllegalArgumentException if it cannot be written, as for a section that names an unknown dataset
         */
        public ReportSpec build() {
            return new ReportSpec(
                    title, subtitle, data, sections, file, also, comparedAs, Optional.ofNullable(template));
        }
    }
}

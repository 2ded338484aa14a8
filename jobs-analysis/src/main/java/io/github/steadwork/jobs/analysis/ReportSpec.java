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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link ReportGenerationJob} writes. All words are plain text; nothing in them, or in the data, becomes markup.
 *
 * @param title of the report
 * @param subtitle below the title; empty for none
 * @param data the datasets that sections name; each is read once, however many sections draw it
 * @param sections from top to bottom
 * @param file where the HTML page is written; folders are made as needed
 * @param also other forms that are written beside it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReportSpec(
        @JsonSetter(nulls = Nulls.AS_EMPTY) String title,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String subtitle,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Dataset> data,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Section> sections,
        Path file,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Set<ReportFormat> also) {

    /** Copies what it is given, and refuses a section that names an unknown dataset. */
    public ReportSpec {
        if (title.isBlank()) {
            throw new IllegalArgumentException("the report has no title; give one");
        }
        Objects.requireNonNull(file, "the report has no file; give the path of its HTML page");
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        sections = List.copyOf(sections);
        also = also.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(also));
        for (Section section : sections) {
            for (String name : datasets(section)) {
                requireKnown(section, name, data);
            }
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
        private final Set<ReportFormat> also = EnumSet.noneOf(ReportFormat.class);
        private String subtitle = "";

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

        /**
         * The report.
         *
         * @throws IllegalArgumentException if it cannot be written, as for a section that names an unknown dataset
         */
        public ReportSpec build() {
            return new ReportSpec(title, subtitle, data, sections, file, also);
        }
    }
}

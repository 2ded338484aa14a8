package io.github.steadwork.jobs.analysis.section;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** A part of a report, from top to bottom. As JSON, its property {@code section} says which. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "section")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Text.class, name = "text"),
    @JsonSubTypes.Type(value = Figures.class, name = "figures"),
    @JsonSubTypes.Type(value = Table.class, name = "table"),
    @JsonSubTypes.Type(value = Chart.class, name = "chart"),
    @JsonSubTypes.Type(value = Statistics.class, name = "statistics")
})
public sealed interface Section permits Text, Figures, Table, Chart, Statistics {

    /** The heading; empty for none. */
    String title();

    /** A few words below the heading; empty for none. A blank line begins a new paragraph. */
    String text();
}

package io.github.steadwork.jobs.analysis.section;

/** What a chart looks like, and what it asks of {@code x}, {@code y} and {@code series}. */
public enum ChartKind {
    /** Values along an axis of time, numbers or categories: {@code x}, and {@code y} or a count; a line per y or series. */
    LINE,
    /** Upright bars per category: {@code x}, and {@code y} or a count; bars side by side per y or series. */
    BAR,
    /** Bars that lie, with room for long names: as {@link #BAR}. */
    HORIZONTAL_BAR,
    /** Upright bars, one on top of the other: as {@link #BAR}, with a series. */
    STACKED_BAR,
    /** How often values occur: {@code x} is a number. */
    HISTOGRAM,
    /** Median, quartiles, whiskers and outliers: {@code y} is a number, with a box for each category {@code x} if given. */
    BOX,
    /** A point per row: {@code x} and {@code y} are numbers; a colour per series. */
    SCATTER,
    /** A coloured cell per pair of categories: {@code x} across and {@code series} down; coloured by {@code y} or a count. */
    HEAT_MAP
}

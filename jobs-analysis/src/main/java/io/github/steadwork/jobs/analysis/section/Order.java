package io.github.steadwork.jobs.analysis.section;

/** In which order a chart shows its categories. */
public enum Order {
    /** As they were first met in the data. */
    DATA,
    /** By the category itself: numbers by value, dates by time, text by code points. */
    CATEGORY,
    /** By the value, the greatest first. */
    VALUE
}

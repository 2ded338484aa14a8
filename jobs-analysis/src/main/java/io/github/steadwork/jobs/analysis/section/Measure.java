package io.github.steadwork.jobs.analysis.section;

/** How the rows that belong to one mark of a chart, or to one key figure, become one number. Null is left out. */
public enum Measure {
    /** How many rows; of a column: how many values that are not null. */
    COUNT,
    /** The sum of the numbers. */
    SUM,
    /** The arithmetic mean of the numbers. */
    MEAN,
    /** The least number. */
    MIN,
    /** The greatest number. */
    MAX,
    /** How many values are different. */
    DISTINCT
}

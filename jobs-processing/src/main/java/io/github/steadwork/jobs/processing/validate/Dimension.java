package io.github.steadwork.jobs.processing.validate;

/** Which side of quality a rule is about; {@link Quality} says which rules. */
public enum Dimension {
    /** Whether what is needed is there. */
    COMPLETENESS,
    /** Whether values agree with each other. */
    CONSISTENCY,
    /** Whether values can be right. */
    ACCURACY,
    /** Whether data are recent. */
    TIMELINESS
}

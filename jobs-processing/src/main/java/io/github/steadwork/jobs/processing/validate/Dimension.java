package io.github.steadwork.jobs.processing.validate;

/** Which side of quality a rule is about. */
enum Dimension {
    COMPLETENESS,
    CONSISTENCY,
    ACCURACY,
    TIMELINESS
}

package io.github.steadwork.jobs.processing.validate;

/** How bad it is when a rule is broken. */
public enum Severity {
    /** The row is invalid: it does not go to the output. */
    ERROR,
    /** It is told and counted, and the row goes to the output. */
    WARNING
}

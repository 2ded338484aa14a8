package io.github.steadwork.config;

/** How important an event has to be to be logged. */
public enum LogLevel {
    /** Every step of every job. */
    DEBUG,
    /** Ends of jobs, and what the engine does. */
    INFO,
    /** What somebody may have to look at. */
    WARN,
    /** What somebody has to look at. */
    ERROR,
    /** Nothing. */
    OFF
}

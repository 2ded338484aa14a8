package io.github.steadwork.event;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that somebody should look at, from when it was seen until it is over. One of a rule and a subject at a time, among
 * all processes on a backend.
 *
 * @param rule the name of the rule that saw it, as {@code failure-rate}
 * @param subject what it is about: a job type, a queue, a schedule, a capability; empty if it is about all
 * @param severity how bad it is
 * @param message what is wrong, with the figures, for people
 * @param since when it was raised, by the backend's clock
 */
public record Alert(String rule, String subject, Severity severity, String message, Instant since) {

    /** How bad it is. */
    public enum Severity {
        /** Look at it today. */
        WARNING,
        /** Look at it now. */
        CRITICAL
    }

    /** Checks the fields. */
    public Alert {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("rule is empty");
        }
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(since, "since");
    }

    /** Rule and subject, which tell alerts apart, as {@code failure-rate of send-invoice}. */
    public String name() {
        return subject.isEmpty() ? rule : rule + " of " + subject;
    }
}

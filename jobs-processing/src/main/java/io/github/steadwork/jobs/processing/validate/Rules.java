package io.github.steadwork.jobs.processing.validate;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The checks that the records of rules have in common. */
final class Rules {

    private Rules() {}

    static List<String> columns(@Nullable List<String> columns, String rule) {
        if (columns == null || columns.isEmpty() || columns.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(rule + ": columns is empty, allowed is one name or more");
        }
        return List.copyOf(columns);
    }

    static Severity severity(@Nullable Severity severity) {
        return Objects.requireNonNullElse(severity, Severity.ERROR);
    }
}

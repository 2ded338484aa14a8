package io.github.steadwork.notify.channel;

import java.util.Locale;
import java.util.Objects;

/**
 * What somebody is told about.
 *
 * @param kind what it is
 * @param name its name
 */
public record Topic(Kind kind, String name) {

    /** What a topic can be. */
    public enum Kind {
        /** A job type. */
        TYPE,
        /** A schedule. */
        SCHEDULE,
        /** A pipeline of an orchestrator. */
        PIPELINE,
        /** An alert, by its rule and what it is about. */
        ALERT,
        /** All that there is together. */
        SYSTEM
    }

    /** Checks the fields. */
    public Topic {
        Objects.requireNonNull(kind, "kind");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a topic is '" + name + "', allowed is anything but blanks");
        }
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}

package io.github.steadwork.monitor;

import java.util.Objects;

/**
 * Whose figures are meant: those of all jobs, of one type, or of one queue.
 *
 * @param kind which of the three
 * @param name the name of the type or the queue; empty for all
 */
public record Subject(Kind kind, String name) {

    /** All jobs. */
    public static final Subject ALL = new Subject(Kind.ALL, "");

    /** What figures are kept of. */
    public enum Kind {
        /** All jobs. */
        ALL,
        /** The jobs of a type. */
        TYPE,
        /** The jobs of a queue. */
        QUEUE
    }

    /** Checks the fields. */
    public Subject {
        Objects.requireNonNull(kind, "kind");
        if (name.isEmpty() != (kind == Kind.ALL)) {
            throw new IllegalArgumentException("the name of " + kind + " is '" + name + "'");
        }
    }

    /** The jobs of this type. */
    public static Subject type(String name) {
        return new Subject(Kind.TYPE, name);
    }

    /** The jobs of this queue. */
    public static Subject queue(String name) {
        return new Subject(Kind.QUEUE, name);
    }

    /** What its documents are filed under. Names have no bar. */
    String key() {
        return switch (kind) {
            case ALL -> "all|";
            case TYPE -> "type:" + name + "|";
            case QUEUE -> "queue:" + name + "|";
        };
    }
}

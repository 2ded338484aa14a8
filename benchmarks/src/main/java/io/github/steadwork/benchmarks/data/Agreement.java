package io.github.steadwork.benchmarks.data;

import org.jspecify.annotations.Nullable;

/** What all contenders of a measure must find: what the first of them has found. Not safe for use by many threads. */
final class Agreement {

    private @Nullable String first;
    private String who = "";

    /**
     * Compares what somebody found; an empty text is not compared.
     *
     * @throws IllegalStateException if it is something else
     */
    void check(String name, String found) {
        if (found.isEmpty()) {
            return;
        }
        if (first == null) {
            first = found;
            who = name;
        } else if (!first.equals(found)) {
            throw new IllegalStateException(
                    "found something else than " + who + ": " + found + " in place of " + first);
        }
    }
}

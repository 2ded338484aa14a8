package io.github.steadwork.engine;

import org.jspecify.annotations.Nullable;

/**
 * How the user's code ended: with a result, or with what it threw.
 *
 * @param params what it was given; null if that could not be read
 * @param result what it gave back; null for nothing
 * @param thrown what it threw; null if it returned
 */
record Performance(
        @Nullable Object params,
        @Nullable Object result,
        @Nullable Throwable thrown) {

    /** The user's code was not run, or not waited for. */
    static final Performance NONE = new Performance(null, null, null);
}

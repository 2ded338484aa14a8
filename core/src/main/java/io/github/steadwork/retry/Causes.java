package io.github.steadwork.retry;

import java.util.Objects;
import java.util.stream.Stream;

/** An error and what caused it. */
final class Causes {

    /** How many causes are followed; a chain longer than that is a circle. */
    private static final int DEEPEST = 32;

    private Causes() {}

    /** The error, its cause, the cause of that, and so on. */
    @SuppressWarnings("NullAway") // the last cause is null, and that is where the stream ends
    static Stream<Throwable> of(Throwable error) {
        return Stream.iterate(error, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }
}

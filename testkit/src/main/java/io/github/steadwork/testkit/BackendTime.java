package io.github.steadwork.testkit;

import java.time.Duration;

/**
 * Moves the time that a backend goes by: its manual clock, or the offset that its database adds to its own clock. In between,
 * the time may also go on by itself.
 */
@FunctionalInterface
public interface BackendTime {

    /** Moves the time on, for all that the backend does from now on. */
    void advance(Duration length);
}

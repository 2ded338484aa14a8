package io.github.steadwork.queue;

import java.time.Duration;

/**
 * The end of an attempt, to be stored.
 *
 * @param lease the lease that the attempt ran under
 * @param outcome what became of it
 * @param ran how long it ran; zero if it had not started
 */
public record Settlement(Lease lease, Outcome outcome, Duration ran) {}

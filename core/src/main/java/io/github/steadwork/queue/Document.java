package io.github.steadwork.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * A small document of one of the framework's own parts: a schedule, a pause flag, a breaker.
 *
 * @param namespace whose it is, as {@code schedule}
 * @param key which one
 * @param version how often it has been written, from 1
 * @param due when its owner has to look at it; empty for never
 * @param json what it says
 */
public record Document(String namespace, String key, long version, Optional<Instant> due, String json) {}

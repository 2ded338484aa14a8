package io.github.steadwork.engine;

import java.time.Instant;

/**
 * One thing that somebody did.
 *
 * @param id its place in the trail: an earlier entry has a greater one
 * @param at when it was written down, by the backend's clock
 * @param actor who did it
 * @param act what was done, as a verb: {@code cancel}, {@code redrive}, {@code pause}
 * @param subject what it was done to, as {@code job 0198...}, {@code queue mail}, {@code schedule nightly}
 * @param detail why, and with what effect; may be empty
 */
public record AuditEntry(String id, Instant at, String actor, String act, String subject, String detail) {}

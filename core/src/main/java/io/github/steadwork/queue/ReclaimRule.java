package io.github.steadwork.queue;

import java.time.Duration;

/**
 * When a worker counts as gone, and when a job counts as its killer.
 *
 * @param leaseTime how long after its last heartbeat a worker is taken for dead
 * @param maxCrashes how many workers a job may take down with it; the next crash parks it as FAILED
 * @param limit how many jobs at most
 */
public record ReclaimRule(Duration leaseTime, int maxCrashes, int limit) {}

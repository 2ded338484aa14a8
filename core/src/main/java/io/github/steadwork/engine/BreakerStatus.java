package io.github.steadwork.engine;

import java.time.Instant;

/**
 * A circuit breaker that is open or being probed; closed ones are not kept.
 *
 * @param name whose it is: {@code type NAME} or {@code key NAME}
 * @param probing whether a worker lets one job through at the moment
 * @param failures how many failures in a row opened it
 * @param worker who opened it, or probes it
 * @param until when it is probed; while it is, when another worker does if this one comes to no end
 * @param error the last failure
 */
public record BreakerStatus(String name, boolean probing, int failures, String worker, Instant until, String error) {}

package io.github.steadwork.job;

import java.time.Duration;

/**
 * Tells a job of a retry.
 *
 * @param error what ended the attempt
 * @param retry which retry this will be, from 1
 * @param delay how long until then
 */
public record RetryNotice(Throwable error, int retry, Duration delay) {}

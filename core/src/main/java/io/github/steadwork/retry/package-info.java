/**
 * When to try again.
 *
 * <p>Start at {@link io.github.steadwork.retry.RetryPolicy}: a value that says how often, after how long, and for which
 * errors. {@link io.github.steadwork.retry.ErrorClassifier} tells transient errors from permanent ones;
 * {@link io.github.steadwork.retry.RecoveryTier} names ready-made delays.
 */
@NullMarked
package io.github.steadwork.retry;

import org.jspecify.annotations.NullMarked;

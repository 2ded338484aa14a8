package io.github.steadwork.retry;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicyConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Where our policies meet Failsafe: it executes them in place, and a policy that a user already has becomes ours. */
public final class FailsafeRetries {

    private FailsafeRetries() {}

    /**
     * Our policy with the numbers and the conditions of a Failsafe policy. Its result conditions, its listeners, its
     * maximal duration and a delay function are not taken over: a durable retry has none of them. Unlimited retries
     * become {@link Integer#MAX_VALUE}; a delay at random between two bounds, and a jitter given as a length, become a
     * jitter factor.
     */
    public static RetryPolicy from(dev.failsafe.RetryPolicy<?> failsafe) {
        RetryPolicyConfig<?> config = failsafe.getConfig();
        Duration first = bounded(
                config.getDelayMin() == null
                        ? config.getDelay()
                        : config.getDelayMin().plus(config.getDelayMax()).dividedBy(2));
        Duration longest = config.getMaxDelay() == null ? first : bounded(config.getMaxDelay());
        return RetryPolicy.builder()
                .maxRetries(config.getMaxRetries() < 0 ? Integer.MAX_VALUE : config.getMaxRetries())
                .delay(first)
                .maxDelay(longest)
                .backoffFactor(Math.min(1000, Math.max(1, config.getDelayFactor())))
                .jitter(jitter(config, first))
                .classifier(error -> retries(config, error) ? ErrorKind.TRANSIENT : ErrorKind.PERMANENT)
                .build();
    }

    private static Duration bounded(Duration delay) {
        return delay.compareTo(RetryPolicy.LONGEST_DELAY) > 0 ? RetryPolicy.LONGEST_DELAY : delay;
    }

    private static double jitter(RetryPolicyConfig<?> config, Duration first) {
        double millis = first.toMillis();
        if (config.getDelayMin() != null && millis > 0) {
            return Math.min(1, (config.getDelayMax().toMillis() - millis) / millis);
        }
        if (config.getJitter() != null && millis > 0) {
            return Math.min(1, config.getJitter().toMillis() / millis);
        }
        return Math.min(1, config.getJitterFactor());
    }

    private static <T> boolean retries(RetryPolicyConfig<T> config, Throwable error) {
        return matches(config.isExceptionsChecked(), config, error)
                && config.getAbortConditions().stream().noneMatch(condition -> test(condition, error));
    }

    private static <T> boolean matches(boolean listed, RetryPolicyConfig<T> config, Throwable error) {
        return !listed || config.getFailureConditions().stream().anyMatch(condition -> test(condition, error));
    }

    private static <T> boolean test(dev.failsafe.function.CheckedBiPredicate<T, Throwable> condition, Throwable error) {
        try {
            @SuppressWarnings("NullAway") // Failsafe passes null where an attempt has no result
            boolean holds = condition.test(null, error);
            return holds;
        } catch (Throwable broken) {
            return false;
        }
    }

    /**
     * Calls, and calls again as the policy says, waiting on this thread in between.
     *
     * @param onRetry told before each wait
     * @throws Exception what the last call threw; {@link InterruptedException} if the wait was interrupted
     */
    public static <T extends @Nullable Object> T call(RetryPolicy policy, Callable<T> work, OnRetry onRetry)
            throws Exception {
        dev.failsafe.RetryPolicy<T> executed = dev.failsafe.RetryPolicy.<T>builder()
                .withMaxRetries(policy.maxRetries())
                .handleIf(error -> policy.classify(error) != ErrorKind.PERMANENT)
                .withDelayFn(tried -> policy.delayAfter(
                                tried.getLastException(), tried.getAttemptCount() - 1, ThreadLocalRandom.current())
                        .orElse(Duration.ZERO))
                .onRetryScheduled(
                        retry -> onRetry.retrying(retry.getLastException(), retry.getAttemptCount(), retry.getDelay()))
                .build();
        try {
            return Failsafe.with(executed).get(work::call);
        } catch (FailsafeException wrapped) {
            throw wrapped.getCause() instanceof Exception cause ? cause : wrapped;
        }
    }

    /** Told of a retry that is about to be waited for. */
    @FunctionalInterface
    public interface OnRetry {

        /**
         * Called on the thread that waits.
         *
         * @param retry which retry this will be, from 1
         */
        void retrying(Throwable error, int retry, Duration delay);
    }
}

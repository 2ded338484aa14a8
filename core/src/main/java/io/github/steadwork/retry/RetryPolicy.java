package io.github.steadwork.retry;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * How often to try again, after how long, and after which errors. An immutable value and a pure function: it holds no
 * count and never sleeps. A durable retry turns its delay into a due time; only {@code BaseJob.run} waits in place.
 *
 * <pre>{@code
 * RetryPolicy.builder().maxRetries(5).delay(Duration.ofSeconds(2)).backoffFactor(2).jitter(0.2).build()
 * }</pre>
 *
 * <p>The delay before retry {@code n} (counted from 1) is {@code delay * backoffFactor^(n-1)}, at most {@code maxDelay},
 * times a random factor of {@code 1 - jitter} to {@code 1 + jitter}; never less than what the error itself, or the first
 * of its causes that asks, asks for ({@link ClassifiedError#retryAfter()}), and never more than {@link #LONGEST_DELAY}.
 *
 * <p>A {@link PermanentException} is never retried, whatever the rules say. A classifier or predicate that throws, or
 * answers null, leaves the error unclassified; what it threw is added to the error as suppressed.
 */
public final class RetryPolicy {

    /** No delay is longer: 100 years of 365 days. It keeps due times within what every backend can store. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

    /** Three retries after 10 s, 20 s and 40 s, each a tenth more or less. */
    public static final RetryPolicy DEFAULT = builder().build();

    /** No retry at all. */
    public static final RetryPolicy NONE = builder().maxRetries(0).build();

    private final int maxRetries;
    private final Duration delay;
    private final double backoffFactor;
    private final Duration maxDelay;
    private final double jitter;
    private final ErrorClassifier classifier;

    private RetryPolicy(Builder builder) {
        this.maxRetries = builder.maxRetries;
        this.delay = builder.delay;
        this.backoffFactor = builder.backoffFactor;
        this.maxDelay = builder.maxDelay;
        this.jitter = builder.jitter;
        this.classifier = builder.classifier;
    }

    /** A builder that starts with the values of {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with the values of this policy. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * The delay before the next retry; empty if there is to be none.
     *
     * @param error what ended the attempt
     * @param retriesUsed how many retries there have been, 0 after the first attempt
     * @param random where the jitter comes from
     */
    public Optional<Duration> delayAfter(Throwable error, int retriesUsed, RandomGenerator random) {
        return delayAfter(error, retriesUsed, maxRetries, random);
    }

    /** As {@link #delayAfter(Throwable, int, RandomGenerator)}, with another number of retries than this policy's. */
    public Optional<Duration> delayAfter(Throwable error, int retriesUsed, int maxRetries, RandomGenerator random) {
        if (retriesUsed >= maxRetries || classify(error) == ErrorKind.PERMANENT) {
            return Optional.empty();
        }
        Duration ours = jittered(backoff(retriesUsed), random);
        Duration asked = Causes.of(error)
                .flatMap(cause ->
                        cause instanceof ClassifiedError classified ? classified.retryAfter().stream() : Stream.empty())
                .findFirst()
                .orElse(Duration.ZERO);
        Duration longer = ours.compareTo(asked) >= 0 ? ours : asked;
        return Optional.of(longer.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : longer);
    }

    private Duration backoff(int retriesUsed) {
        double millis = delay.toMillis() * Math.pow(backoffFactor, retriesUsed);
        return millis >= maxDelay.toMillis() ? maxDelay : Duration.ofMillis(Math.round(millis));
    }

    private Duration jittered(Duration exact, RandomGenerator random) {
        if (jitter == 0 || exact.isZero()) {
            return exact;
        }
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(exact.toMillis() * factor));
    }

    /** The kind of this error, as this policy sees it. */
    public ErrorKind classify(Throwable error) {
        if (error instanceof PermanentException) {
            return ErrorKind.PERMANENT;
        }
        try {
            return Objects.requireNonNullElse(classifier.classify(error), ErrorKind.UNCLASSIFIED);
        } catch (RuntimeException | Error broken) {
            if (broken != error) {
                error.addSuppressed(broken);
            }
            return ErrorKind.UNCLASSIFIED;
        }
    }

    /** How many retries there are after the first attempt; 0 or more. */
    public int maxRetries() {
        return maxRetries;
    }

    /** The delay before the first retry. */
    public Duration delay() {
        return delay;
    }

    /** What the delay is multiplied with from one retry to the next; 1 or more. */
    public double backoffFactor() {
        return backoffFactor;
    }

    /** What the delay grows to at most, before jitter. */
    public Duration maxDelay() {
        return maxDelay;
    }

    /** The share by which a delay is varied at random, 0 to 1. */
    public double jitter() {
        return jitter;
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxRetries=" + maxRetries + ", delay=" + delay + ", backoffFactor=" + backoffFactor
                + ", maxDelay=" + maxDelay + ", jitter=" + jitter + "]";
    }

    /** Collects the values of a policy. Not safe for use by several threads. */
    public static final class Builder {

        private int maxRetries = 3;
        private Duration delay = Duration.ofSeconds(10);
        private double backoffFactor = 2;
        private Duration maxDelay = Duration.ofHours(1);
        private double jitter = 0.1;
        private ErrorClassifier classifier = ErrorClassifier.standard();

        private Builder() {}

        private Builder(RetryPolicy policy) {
            this.maxRetries = policy.maxRetries;
            this.delay = policy.delay;
            this.backoffFactor = policy.backoffFactor;
            this.maxDelay = policy.maxDelay;
            this.jitter = policy.jitter;
            this.classifier = policy.classifier;
        }

        /** How many retries there are after the first attempt. */
        public Builder maxRetries(int maxRetries) {
            this.maxRetries = maxRetries;
            return this;
        }

        /** The delay before the first retry. */
        public Builder delay(Duration delay) {
            this.delay = Objects.requireNonNull(delay, "delay");
            return this;
        }

        /** What the delay is multiplied with from one retry to the next; 1 keeps it as it is. */
        public Builder backoffFactor(double backoffFactor) {
            this.backoffFactor = backoffFactor;
            return this;
        }

        /** What the delay grows to at most. */
        public Builder maxDelay(Duration maxDelay) {
            this.maxDelay = Objects.requireNonNull(maxDelay, "maxDelay");
            return this;
        }

        /** The share by which a delay is varied at random, 0 to 1. */
        public Builder jitter(double jitter) {
            this.jitter = jitter;
            return this;
        }

        /** Takes the delays of this tier; {@link RecoveryTier#MANUAL} also sets {@code maxRetries} to 0. */
        public Builder recovery(RecoveryTier tier) {
            this.delay = tier.firstDelay();
            this.maxDelay = tier.longestDelay();
            this.backoffFactor = 2;
            if (tier == RecoveryTier.MANUAL) {
                this.maxRetries = 0;
            }
            return this;
        }

        /** Retries after errors that match, whatever the rules that were there before say of them. */
        public Builder retryOn(Predicate<? super Throwable> matching) {
            return rule(matching, ErrorKind.TRANSIENT);
        }

        /** Gives up at once on errors that match, whatever the rules that were there before say of them. */
        public Builder giveUpOn(Predicate<? super Throwable> matching) {
            return rule(matching, ErrorKind.PERMANENT);
        }

        /** As {@link #retryOn(Predicate)}, for errors of this class. */
        public Builder retryOn(Class<? extends Throwable> type) {
            return retryOn(type::isInstance);
        }

        /** As {@link #giveUpOn(Predicate)}, for errors of this class. */
        public Builder giveUpOn(Class<? extends Throwable> type) {
            return giveUpOn(type::isInstance);
        }

        /** Classifies errors by this, in place of {@link ErrorClassifier#standard()} and of all rules set before. */
        public Builder classifier(ErrorClassifier classifier) {
            this.classifier = Objects.requireNonNull(classifier, "classifier");
            return this;
        }

        private Builder rule(Predicate<? super Throwable> matching, ErrorKind kind) {
            classifier = classifier.after(error -> matching.test(error) ? kind : ErrorKind.UNCLASSIFIED);
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException if a number is out of its range, naming it
         */
        public RetryPolicy build() {
            require(maxRetries >= 0, "maxRetries", maxRetries, "0 or more");
            require(isDelay(delay), "delay", delay, "zero to " + LONGEST_DELAY);
            require(backoffFactor >= 1 && backoffFactor <= 1000, "backoffFactor", backoffFactor, "1 to 1000");
            require(isDelay(maxDelay), "maxDelay", maxDelay, "zero to " + LONGEST_DELAY);
            require(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
            return new RetryPolicy(this);
        }

        private static boolean isDelay(Duration delay) {
            return !delay.isNegative() && delay.compareTo(LONGEST_DELAY) <= 0;
        }

        private static void require(boolean holds, String name, Object value, String allowed) {
            if (!holds) {
                throw new IllegalArgumentException(name + " is " + value + ", allowed is " + allowed);
            }
        }
    }
}

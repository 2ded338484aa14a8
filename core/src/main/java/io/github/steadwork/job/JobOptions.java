package io.github.steadwork.job;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all jobs of a type unless a request says otherwise. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * static final JobType<Invoice, Void> TYPE = JobType.of("send-invoice", Invoice.class)
 *         .with(JobOptions.DEFAULT.queue("mail").timeout(Duration.ofMinutes(2)));
 * }</pre>
 */
public final class JobOptions {

    /** The engine's default queue and retry policy, NORMAL priority, no timeout, no tags. */
    public static final JobOptions DEFAULT = new JobOptions(null, Priority.NORMAL, null, null, Set.of());

    private final @Nullable String queue;
    private final Priority priority;
    private final @Nullable Duration timeout;
    private final @Nullable RetryPolicy retry;
    private final Set<String> tags;

    private JobOptions(
            @Nullable String queue,
            Priority priority,
            @Nullable Duration timeout,
            @Nullable RetryPolicy retry,
            Set<String> tags) {
        this.queue = queue;
        this.priority = Objects.requireNonNull(priority, "priority");
        this.timeout = timeout;
        this.retry = retry;
        this.tags = tags;
    }

    /** The queue that the jobs wait in. */
    public JobOptions queue(String queue) {
        return new JobOptions(Names.require("queue", queue), priority, timeout, retry, tags);
    }

    /** Which of the due jobs go first. */
    public JobOptions priority(Priority priority) {
        return new JobOptions(queue, priority, timeout, retry, tags);
    }

    /** How long one attempt may take before it is interrupted and counts as an error. */
    public JobOptions timeout(Duration timeout) {
        return new JobOptions(queue, priority, positive(timeout), retry, tags);
    }

    /** How failed attempts are retried. */
    public JobOptions retry(RetryPolicy retry) {
        return new JobOptions(queue, priority, timeout, Objects.requireNonNull(retry, "retry"), tags);
    }

    /** Words to find the jobs by; a repeated one counts once. */
    public JobOptions tags(String... tags) {
        return new JobOptions(queue, priority, timeout, retry, requireTags(tags));
    }

    /** The queue; empty for the engine's default. */
    public Optional<String> queue() {
        return Optional.ofNullable(queue);
    }

    /** Which of the due jobs go first. */
    public Priority priority() {
        return priority;
    }

    /** How long one attempt may take; empty for as long as it likes. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** How failed attempts are retried; empty for the engine's default. */
    public Optional<RetryPolicy> retry() {
        return Optional.ofNullable(retry);
    }

    /** Words to find the jobs by. */
    public Set<String> tags() {
        return tags;
    }

    static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(RetryPolicy.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + ", allowed is more than zero and at most " + RetryPolicy.LONGEST_DELAY);
        }
        return timeout;
    }

    static Duration requireDelay(String what, Duration delay) {
        if (delay.isNegative() || delay.compareTo(RetryPolicy.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    what + " is " + delay + ", allowed is zero to " + RetryPolicy.LONGEST_DELAY);
        }
        return delay;
    }

    static Set<String> requireTags(String... tags) {
        Set<String> distinct = Set.copyOf(List.of(tags));
        distinct.forEach(tag -> Names.require("tag", tag));
        return distinct;
    }
}

package io.github.steadwork.job;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    /** The engine's default queue and retry policy, NORMAL priority, no timeout, no tags, no limits. */
    public static final JobOptions DEFAULT = new JobOptions();

    private @Nullable String queue;
    private Priority priority = Priority.NORMAL;
    private @Nullable Duration timeout;
    private @Nullable RetryPolicy retry;
    private Set<String> tags = Set.of();
    private List<Limit> limits = List.of();
    private @Nullable Duration startWithin;
    private Set<String> requires = Set.of();
    private @Nullable Breaker breaker;
    private boolean preemptible;

    private JobOptions() {}

    private JobOptions changed(Consumer<JobOptions> change) {
        JobOptions copy = new JobOptions();
        copy.queue = queue;
        copy.priority = priority;
        copy.timeout = timeout;
        copy.retry = retry;
        copy.tags = tags;
        copy.limits = limits;
        copy.startWithin = startWithin;
        copy.requires = requires;
        copy.breaker = breaker;
        copy.preemptible = preemptible;
        change.accept(copy);
        return copy;
    }

    /** The queue that the jobs wait in. */
    public JobOptions queue(String queue) {
        Names.require("queue", queue);
        return changed(copy -> copy.queue = queue);
    }

    /** Which of the due jobs go first. */
    public JobOptions priority(Priority priority) {
        Objects.requireNonNull(priority, "priority");
        return changed(copy -> copy.priority = priority);
    }

    /** How long one attempt may take before it is interrupted and counts as an error. */
    public JobOptions timeout(Duration timeout) {
        positive(timeout);
        return changed(copy -> copy.timeout = timeout);
    }

    /** How failed attempts are retried. */
    public JobOptions retry(RetryPolicy retry) {
        Objects.requireNonNull(retry, "retry");
        return changed(copy -> copy.retry = retry);
    }

    /** Words to find the jobs by; a repeated one counts once. */
    public JobOptions tags(String... tags) {
        Set<String> distinct = requireTags(tags);
        return changed(copy -> copy.tags = distinct);
    }

    /** Held to this limit, besides those that there are. */
    public JobOptions limit(Limit limit) {
        List<Limit> all = Stream.concat(limits.stream(), Stream.of(limit)).toList();
        return changed(copy -> copy.limits = all);
    }

    /** Cancelled if it has not started so long after it was enqueued. */
    public JobOptions startWithin(Duration bound) {
        requireDelay("startWithin", bound);
        return changed(copy -> copy.startWithin = bound);
    }

    /** Run only by workers of this pool ({@code JOB_POOLS}): the same as to require the capability {@code pool:NAME}. */
    public JobOptions pool(String pool) {
        Names.require("pool", pool);
        return changed(copy -> copy.requires = with("pool:" + pool));
    }

    private Set<String> with(String required) {
        Set<String> all = new HashSet<>(requires);
        all.add(required);
        return Set.copyOf(all);
    }

    /** With this circuit breaker, for all jobs of the type together unless {@link JobType#breakerBy} names keys. */
    public JobOptions breaker(Breaker breaker) {
        Objects.requireNonNull(breaker, "breaker");
        return changed(copy -> copy.breaker = breaker);
    }

    /**
     * Gives way to URGENT jobs: where one is due and no slot is free, such a job is ended by its next {@link
     * JobContext#saveCheckpoint}, and goes on from there later. No retry is used.
     */
    public JobOptions preemptible() {
        return changed(copy -> copy.preemptible = true);
    }

    /** Run only by workers that have all of these capabilities ({@code JOB_CAPABILITIES}), in place of what was required before. */
    public JobOptions requires(String... capabilities) {
        Set<String> distinct = Set.copyOf(List.of(capabilities));
        distinct.forEach(capability -> Names.require("capability", capability));
        return changed(copy -> copy.requires = distinct);
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

    /** What the jobs are limited by. */
    public List<Limit> limits() {
        return limits;
    }

    /** How long after it was enqueued a job has to have started; empty for any time. */
    public Optional<Duration> startWithin() {
        return Optional.ofNullable(startWithin);
    }

    /** What their worker must be able to do. */
    public Set<String> requires() {
        return requires;
    }

    /** Their circuit breaker; empty for none. */
    public Optional<Breaker> breaker() {
        return Optional.ofNullable(breaker);
    }

    /** Whether they give way to URGENT jobs. */
    public boolean isPreemptible() {
        return preemptible;
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

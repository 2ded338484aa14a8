package io.github.steadwork.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have one job run. Immutable; each method gives a changed copy with the same id.
 *
 * <pre>{@code
 * JobRequest.of(SendInvoice.TYPE, new Invoice("2026-17")).delay(Duration.ofMinutes(5)).priority(Priority.HIGH)
 * }</pre>
 *
 * <p>What is not said comes from the type's {@link JobOptions}. The id is made here, so requests can refer to each
 * other before they are enqueued, and a request whose enqueue has ended with an error can be enqueued again and has one effect.
 */
public final class JobRequest<P, R extends @Nullable Object> {

    /** The header that says who enqueued the job by hand. */
    public static final String ACTOR_HEADER = "actor";

    /** The header that names the schedule that enqueued the job. */
    public static final String SCHEDULE_HEADER = "schedule";

    /** The header that names the job whose checkpoint this one begins from; see {@link #resuming}. */
    public static final String RESUMES_HEADER = "resumes";

    /** What every backend can store, SQL's timestamps too. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private static final int LONGEST_FAIR_KEY = 200;

    private final JobId id;
    private final JobType<P, R> type;
    private final P payload;
    private Priority priority;
    private Set<String> tags;
    private @Nullable String queue;
    private @Nullable Instant runAt;
    private Duration delay = Duration.ZERO;
    private @Nullable Integer maxRetries;
    private @Nullable Duration timeout;
    private @Nullable UniqueRule unique;
    private List<JobId> parents = List.of();
    private ParentPolicy onParentFailure = ParentPolicy.FAIL;
    private Map<String, String> headers = Map.of();
    private List<Limit> limits;
    private @Nullable String fairKey;
    private @Nullable Instant startBy;
    private @Nullable Duration startWithin;
    private Set<String> requires;

    private JobRequest(JobId id, JobType<P, R> type, P payload) {
        this.id = id;
        this.type = Objects.requireNonNull(type, "type");
        this.payload = Objects.requireNonNull(payload, "payload");
        this.priority = type.options().priority();
        this.tags = type.options().tags();
        this.queue = type.options().queue().orElse(null);
        this.timeout = type.options().timeout().orElse(null);
        this.startWithin = type.options().startWithin().orElse(null);
        this.requires = type.options().requires();
        this.limits = type.limits(payload);
        this.fairKey = type.fairKey(payload).orElse(null);
    }

    private JobRequest(JobRequest<P, R> other) {
        id = other.id;
        type = other.type;
        payload = other.payload;
        priority = other.priority;
        tags = other.tags;
        queue = other.queue;
        runAt = other.runAt;
        delay = other.delay;
        maxRetries = other.maxRetries;
        timeout = other.timeout;
        unique = other.unique;
        parents = other.parents;
        onParentFailure = other.onParentFailure;
        headers = other.headers;
        limits = other.limits;
        fairKey = other.fairKey;
        startBy = other.startBy;
        startWithin = other.startWithin;
        requires = other.requires;
    }

    /** A request to run a job of this type with this payload as soon as possible. */
    public static <P, R extends @Nullable Object> JobRequest<P, R> of(JobType<P, R> type, P payload) {
        return new JobRequest<>(JobId.create(), type, payload);
    }

    private JobRequest<P, R> changed(Consumer<JobRequest<P, R>> change) {
        JobRequest<P, R> copy = new JobRequest<>(this);
        change.accept(copy);
        return copy;
    }

    /** Not before this instant. Takes the place of a delay. */
    public JobRequest<P, R> runAt(Instant runAt) {
        if (runAt.isBefore(EARLIEST) || runAt.isAfter(LATEST)) {
            throw new IllegalArgumentException("runAt is " + runAt + ", allowed is from " + EARLIEST + " to " + LATEST);
        }
        return changed(copy -> {
            copy.runAt = runAt;
            copy.delay = Duration.ZERO;
        });
    }

    /** Not before so long after the enqueue, by the clock of the backend. Takes the place of a {@code runAt}. */
    public JobRequest<P, R> delay(Duration delay) {
        JobOptions.requireDelay("delay", delay);
        return changed(copy -> {
            copy.runAt = null;
            copy.delay = delay;
        });
    }

    /** Which of the due jobs go first. */
    public JobRequest<P, R> priority(Priority priority) {
        Objects.requireNonNull(priority, "priority");
        return changed(copy -> copy.priority = priority);
    }

    /** In this queue. */
    public JobRequest<P, R> queue(String queue) {
        Names.require("queue", queue);
        return changed(copy -> copy.queue = queue);
    }

    /** With this many retries; delays and conditions stay those of the type's policy. */
    public JobRequest<P, R> maxRetries(int maxRetries) {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries is " + maxRetries + ", allowed is 0 or more");
        }
        return changed(copy -> copy.maxRetries = maxRetries);
    }

    /** With this bound for one attempt. */
    public JobRequest<P, R> timeout(Duration timeout) {
        JobOptions.positive(timeout);
        return changed(copy -> copy.timeout = timeout);
    }

    /** At most one unfinished job of this type with this key: an earlier one is kept. */
    public JobRequest<P, R> unique(String key) {
        return unique(UniqueRule.whileUnfinished(key));
    }

    /** Under this rule of uniqueness. */
    public JobRequest<P, R> unique(UniqueRule rule) {
        Objects.requireNonNull(rule, "rule");
        return changed(copy -> copy.unique = rule);
    }

    /** With these words to find it by, in place of the type's. */
    public JobRequest<P, R> tags(String... tags) {
        Set<String> distinct = JobOptions.requireTags(tags);
        return changed(copy -> copy.tags = distinct);
    }

    /** Not before these jobs have succeeded. */
    public JobRequest<P, R> after(JobId... parents) {
        return after(List.of(parents));
    }

    /** Not before these requested jobs have succeeded. */
    public JobRequest<P, R> after(JobRequest<?, ?> parent) {
        return after(parent.id());
    }

    /** Not before these jobs have succeeded. */
    public JobRequest<P, R> after(Collection<JobId> parents) {
        List<JobId> distinct = parents.stream().distinct().toList();
        if (distinct.contains(id)) {
            throw new IllegalArgumentException("job " + id + " cannot wait for itself");
        }
        return changed(copy -> copy.parents = distinct);
    }

    /** What becomes of this job when one that it waits for does not succeed; {@link ParentPolicy#FAIL} unless said. */
    public JobRequest<P, R> onParentFailure(ParentPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return changed(copy -> copy.onParentFailure = policy);
    }

    /** With this header, which travels with the job: a trace, a tenant, an origin. */
    public JobRequest<P, R> header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Names.require("header", name), Objects.requireNonNull(value, "value"));
        return changed(copy -> copy.headers = Map.copyOf(all));
    }

    /** Held to this limit, besides those of its type. */
    public JobRequest<P, R> limit(Limit limit) {
        List<Limit> all = Stream.concat(limits.stream(), Stream.of(limit)).toList();
        return changed(copy -> copy.limits = all);
    }

    /** Taking turns with the jobs of other keys, so that none has to wait for the whole backlog of another. */
    public JobRequest<P, R> fairBy(String key) {
        if (key.isBlank() || key.length() > LONGEST_FAIR_KEY) {
            throw new IllegalArgumentException(
                    "fair key is '" + key + "', allowed are 1 to " + LONGEST_FAIR_KEY + " characters");
        }
        return changed(copy -> copy.fairKey = key);
    }

    /** Cancelled if it has not started by this instant. Takes the place of a {@code startWithin}. */
    public JobRequest<P, R> startBy(Instant deadline) {
        Objects.requireNonNull(deadline, "deadline");
        return changed(copy -> {
            copy.startBy = deadline;
            copy.startWithin = null;
        });
    }

    /** Cancelled if it has not started so long after the enqueue. Takes the place of a {@code startBy}. */
    public JobRequest<P, R> startWithin(Duration bound) {
        JobOptions.requireDelay("startWithin", bound);
        return changed(copy -> {
            copy.startBy = null;
            copy.startWithin = bound;
        });
    }

    /** Run only by workers of this pool, besides what its type requires. */
    public JobRequest<P, R> pool(String pool) {
        Set<String> all = new HashSet<>(requires);
        all.addAll(JobOptions.DEFAULT.pool(pool).requires());
        return changed(copy -> copy.requires = Set.copyOf(all));
    }

    /** Run only by workers that have all of these capabilities, in place of those that its type requires. */
    public JobRequest<P, R> requires(String... capabilities) {
        Set<String> distinct = JobOptions.DEFAULT.requires(capabilities).requires();
        return changed(copy -> copy.requires = distinct);
    }

    /**
     * Begins from the checkpoint that an earlier job has left, as long as this one has none of its own and that one is stored; without
     * any it begins from the start.
     */
    public JobRequest<P, R> resuming(JobId earlier) {
        return header(RESUMES_HEADER, earlier.toString());
    }

    /** The id that the job will have. */
    public JobId id() {
        return id;
    }

    /** The kind of job. */
    public JobType<P, R> type() {
        return type;
    }

    /** What the job will be given. */
    public P payload() {
        return payload;
    }

    /** Which of the due jobs go first. */
    public Priority priority() {
        return priority;
    }

    /** The queue; empty for the engine's default. */
    public Optional<String> queue() {
        return Optional.ofNullable(queue);
    }

    /** Not before this instant; empty where the delay counts. */
    public Optional<Instant> runAt() {
        return Optional.ofNullable(runAt);
    }

    /** Not before so long after the enqueue. */
    public Duration delay() {
        return delay;
    }

    /** How many retries; empty for what the policy says. */
    public Optional<Integer> maxRetries() {
        return Optional.ofNullable(maxRetries);
    }

    /** How long one attempt may take; empty for as long as it likes. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** The rule of uniqueness. */
    public Optional<UniqueRule> unique() {
        return Optional.ofNullable(unique);
    }

    /** Words to find the job by. */
    public Set<String> tags() {
        return tags;
    }

    /** The jobs that it waits for. */
    public List<JobId> parents() {
        return parents;
    }

    /** What becomes of it when one of those does not succeed. */
    public ParentPolicy onParentFailure() {
        return onParentFailure;
    }

    /** Headers that travel with the job. */
    public Map<String, String> headers() {
        return headers;
    }

    /** What the job is limited by. */
    public List<Limit> limits() {
        return limits;
    }

    /** The key by which it takes turns; empty for none. */
    public Optional<String> fairKey() {
        return Optional.ofNullable(fairKey);
    }

    /** When it has to have started; empty for any time, or where {@link #startWithin()} counts. */
    public Optional<Instant> startBy() {
        return Optional.ofNullable(startBy);
    }

    /** How long after the enqueue it has to have started; empty for any time, or where {@link #startBy()} counts. */
    public Optional<Duration> startWithin() {
        return Optional.ofNullable(startWithin);
    }

    /** What its worker must be able to do. */
    public Set<String> requires() {
        return requires;
    }

    @Override
    public String toString() {
        return "JobRequest[" + type + " " + id + "]";
    }
}

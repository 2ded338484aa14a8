package io.github.steadwork.scheduler.orchestrator;

import io.github.steadwork.job.JobRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A pipeline: a name, the job that does its work, how often it is due, and what it depends on. Immutable; each method gives a changed
 * copy.
 *
 * <pre>{@code
 * Pipeline.of("load", JobRequest.of(Load.TYPE, params)).interval(Duration.ofMinutes(15)).dependsOn("extract")
 * }</pre>
 */
public final class Pipeline {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private final String name;
    private final JobRequest<?, ?> request;
    private int order;
    private Duration interval = Duration.ofMinutes(60);
    private Duration fastRecovery = Duration.ofMinutes(5);
    private Duration stuckAfter = Duration.ofHours(2);
    private int maxRetries = 3;
    private Set<String> dependencies = Set.of();
    private StopPolicy onStop = StopPolicy.ABORT;

    private Pipeline(String name, JobRequest<?, ?> request) {
        this.name = name;
        this.request = request;
    }

    /**
     * A pipeline whose work is this job, under a new id for each run.
     *
     * @param name 1 to 128 letters, digits and . _ : / - with a letter or digit first
     * @throws IllegalArgumentException if the request has a due time, parents or a unique rule, which the orchestrator decides itself
     */
    public static Pipeline of(String name, JobRequest<?, ?> request) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("pipeline name is '" + name
                    + "', allowed are 1 to 128 letters, digits and . _ : / - with a letter or digit first");
        }
        boolean plain = request.runAt().isEmpty()
                && request.delay().isZero()
                && request.parents().isEmpty()
                && request.unique().isEmpty();
        if (!plain) {
            throw new IllegalArgumentException("the request of pipeline '" + name
                    + "' has a due time, parents or a unique rule; the orchestrator says when it runs");
        }
        return new Pipeline(name, request);
    }

    private Pipeline changed(Consumer<Pipeline> change) {
        Pipeline copy = new Pipeline(name, request);
        copy.order = order;
        copy.interval = interval;
        copy.fastRecovery = fastRecovery;
        copy.stuckAfter = stuckAfter;
        copy.maxRetries = maxRetries;
        copy.dependencies = dependencies;
        copy.onStop = onStop;
        change.accept(copy);
        return copy;
    }

    private static Duration inRange(String what, Duration length, Duration most) {
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(most) > 0) {
            throw new IllegalArgumentException(what + " is " + length + ", allowed is " + SHORTEST + " to " + most);
        }
        return length;
    }

    /** Of those that have waited equally long, the lower number goes first; 0 unless said. */
    public Pipeline order(int order) {
        return changed(copy -> copy.order = order);
    }

    /** How long after the end of a run the next is due, one minute to 24 hours; 60 minutes unless said. */
    public Pipeline interval(Duration interval) {
        inRange("interval", interval, LONGEST);
        return changed(copy -> copy.interval = interval);
    }

    /** How long after a failure or a recovery it is tried again, one minute to 24 hours; 5 minutes unless said. */
    public Pipeline fastRecovery(Duration interval) {
        inRange("fastRecovery", interval, LONGEST);
        return changed(copy -> copy.fastRecovery = interval);
    }

    /** How long a run may take before it is taken for stuck, one minute to 36,500 days; 2 hours unless said. */
    public Pipeline stuckAfter(Duration limit) {
        inRange("stuckAfter", limit, Duration.ofDays(36_500));
        return changed(copy -> copy.stuckAfter = limit);
    }

    /** How often it is tried again before it stays FAILED, until maintenance or somebody takes it up again; 3 unless said. */
    public Pipeline maxRetries(int retries) {
        if (retries < 0) {
            throw new IllegalArgumentException("retries are " + retries + ", allowed is 0 or more");
        }
        return changed(copy -> copy.maxRetries = retries);
    }

    /** Starts only while these are FINISHED. */
    public Pipeline dependsOn(String... pipelines) {
        Set<String> names = Set.copyOf(List.of(pipelines));
        return changed(copy -> copy.dependencies = names);
    }

    /** What becomes of a run that somebody stops; {@link StopPolicy#ABORT} unless said. */
    public Pipeline onStop(StopPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return changed(copy -> copy.onStop = policy);
    }

    /** The name. */
    public String name() {
        return name;
    }

    JobRequest<?, ?> request() {
        return request;
    }

    int order() {
        return order;
    }

    Duration interval() {
        return interval;
    }

    Duration fastRecovery() {
        return fastRecovery;
    }

    Duration stuckAfter() {
        return stuckAfter;
    }

    int maxRetries() {
        return maxRetries;
    }

    Set<String> dependencies() {
        return dependencies;
    }

    StopPolicy onStop() {
        return onStop;
    }

    @Override
    public String toString() {
        return "Pipeline[" + name + "]";
    }
}

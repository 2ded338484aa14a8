package io.github.steadwork.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of job: a stable name, the class of its payload, the class of its result. Kept in one constant beside the job.
 *
 * <p>The name is what is stored. It is never a class name, so classes can be renamed and moved at will; when the name
 * itself has to change, {@link #aliases} keeps the jobs runnable that were stored under the old one.
 *
 * @param <P> what the job is given; a record that Jackson can write and read is best
 * @param <R> what the job gives back; {@code Void} for nothing
 */
public final class JobType<P, R extends @Nullable Object> {

    private final String name;
    private final Class<P> payloadClass;
    private final Class<R> resultClass;
    private final List<String> aliases;
    private final int version;
    private final JobOptions options;
    private final Keys<P> keys;

    /** What follows from a payload for the flow of its job. */
    private record Keys<P>(
            List<Function<? super P, Limit>> limits,
            @Nullable Function<? super P, String> fair,
            @Nullable Function<? super P, String> breaker) {}

    private JobType(
            String name,
            Class<P> payloadClass,
            Class<R> resultClass,
            List<String> aliases,
            int version,
            JobOptions options,
            Keys<P> keys) {
        this.name = Names.require("job type", name);
        this.payloadClass = Objects.requireNonNull(payloadClass, "payloadClass");
        this.resultClass = Objects.requireNonNull(resultClass, "resultClass");
        this.aliases = aliases;
        this.version = version;
        this.options = options;
        this.keys = keys;
    }

    /** A type whose jobs give nothing back. */
    public static <P> JobType<P, Void> of(String name, Class<P> payloadClass) {
        return of(name, payloadClass, Void.class);
    }

    /** A type whose jobs give a result back. */
    public static <P, R extends @Nullable Object> JobType<P, R> of(
            String name, Class<P> payloadClass, Class<R> resultClass) {
        return new JobType<>(
                name, payloadClass, resultClass, List.of(), 1, JobOptions.DEFAULT, new Keys<>(List.of(), null, null));
    }

    /** The same type with other options. */
    public JobType<P, R> with(JobOptions options) {
        return new JobType<>(name, payloadClass, resultClass, aliases, version, Objects.requireNonNull(options), keys);
    }

    /** The same type, which also runs the jobs that were stored under these older names. */
    public JobType<P, R> aliases(String... olderNames) {
        List<String> names = List.of(olderNames);
        names.forEach(alias -> Names.require("alias", alias));
        return new JobType<>(name, payloadClass, resultClass, names, version, options, keys);
    }

    /** The same type with this version of its payload's shape; 1 unless said. It is stored beside each payload. */
    public JobType<P, R> version(int version) {
        if (version < 1) {
            throw new IllegalArgumentException("version is " + version + ", allowed is 1 or more");
        }
        return new JobType<>(name, payloadClass, resultClass, aliases, version, options, keys);
    }

    /**
     * The same type, with each job held to a limit that follows from its payload, besides those that there are:
     *
     * <pre>{@code
     * JobType.of("sync-customer", Customer.class).limitedBy(customer -> Limit.ofKey("customer/" + customer.id(), 1))
     * }</pre>
     */
    public JobType<P, R> limitedBy(Function<? super P, Limit> limit) {
        List<Function<? super P, Limit>> all = new ArrayList<>(keys.limits);
        all.add(Objects.requireNonNull(limit, "limit"));
        return keys(new Keys<>(List.copyOf(all), keys.fair, keys.breaker));
    }

    /** The same type, whose jobs take turns by a key that follows from their payload, as the tenant whose job it is. */
    public JobType<P, R> fairBy(Function<? super P, String> key) {
        return keys(new Keys<>(keys.limits, Objects.requireNonNull(key, "key"), keys.breaker));
    }

    /**
     * The same type, with a circuit breaker for each key that follows from a payload, as the host that is called, instead of one for
     * the whole type. Keys are shared by all types.
     */
    public JobType<P, R> breakerBy(Function<? super P, String> key) {
        return keys(new Keys<>(keys.limits, keys.fair, Objects.requireNonNull(key, "key")));
    }

    private JobType<P, R> keys(Keys<P> other) {
        return new JobType<>(name, payloadClass, resultClass, aliases, version, options, other);
    }

    /** What a job with this payload is limited by. */
    public List<Limit> limits(P payload) {
        List<Limit> all = new ArrayList<>(options.limits());
        keys.limits.forEach(limit -> all.add(limit.apply(payload)));
        return List.copyOf(all);
    }

    /** The key by which a job with this payload takes turns; empty for none. */
    public Optional<String> fairKey(P payload) {
        return Optional.ofNullable(keys.fair).map(key -> key.apply(payload));
    }

    /** The key of the circuit breaker of a job with this payload; empty where there is one for the type, or none. */
    public Optional<String> breakerKey(P payload) {
        return Optional.ofNullable(keys.breaker).map(key -> key.apply(payload));
    }

    /** Its circuit breaker, for the whole type or for each key; empty for none. */
    public Optional<Breaker> breaker() {
        return keys.breaker == null ? options.breaker() : options.breaker().or(() -> Optional.of(Breaker.DEFAULT));
    }

    /** The stable name. */
    public String name() {
        return name;
    }

    /** The class that payloads are read as. */
    public Class<P> payloadClass() {
        return payloadClass;
    }

    /** The class that results are read as. */
    public Class<R> resultClass() {
        return resultClass;
    }

    /** Older names. */
    public List<String> aliases() {
        return aliases;
    }

    /** The name and the older names. */
    public Set<String> allNames() {
        Set<String> all = new HashSet<>(aliases);
        all.add(name);
        return all;
    }

    /** The version of the payload's shape. */
    public int version() {
        return version;
    }

    /** What holds for all jobs of this type unless a request says otherwise. */
    public JobOptions options() {
        return options;
    }

    @Override
    public String toString() {
        return name;
    }
}

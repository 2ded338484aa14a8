package io.github.steadwork.job;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The jobs that an engine can run, by name. Filled before the engine starts; immutable from then on. */
public final class JobRegistry {

    private final Map<String, RegisteredJob<?, ?>> byName;

    private JobRegistry(Map<String, RegisteredJob<?, ?>> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** An empty registry to be filled. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A registry of these jobs and one more.
     *
     * @throws IllegalArgumentException if its name is taken, naming both classes
     */
    public JobRegistry and(BaseJob<?, ?> job) {
        Builder builder = builder();
        builder.byName.putAll(byName);
        return builder.register(job).build();
    }

    /** The job that runs this type, by its name or an alias. */
    public Optional<RegisteredJob<?, ?>> find(String type) {
        return Optional.ofNullable(byName.get(type));
    }

    /** All names and aliases. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** The registered name that is most like this one, for messages; empty if none is near. */
    public Optional<String> nearest(String type) {
        return byName.keySet().stream()
                .filter(name -> distance(name, type) <= Math.max(2, type.length() / 3))
                .min(Comparator.comparingInt((String name) -> distance(name, type))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, by the row-wise algorithm of Wagner and Fischer (1974). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /** Collects jobs. Not safe for use by several threads. */
    public static final class Builder {

        private final Map<String, RegisteredJob<?, ?>> byName = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a job under its name and aliases, all of them or none.
         *
         * @throws IllegalArgumentException if one of them is taken, naming both classes
         */
        public Builder register(BaseJob<?, ?> job) {
            RegisteredJob<?, ?> added = new RegisteredJob<>(Objects.requireNonNull(job, "job"));
            for (String name : job.type().allNames()) {
                RegisteredJob<?, ?> earlier = byName.get(name);
                if (earlier != null) {
                    throw new IllegalArgumentException("job type '" + name + "' is registered twice: by "
                            + earlier.jobClass().getName() + " and by "
                            + job.getClass().getName());
                }
            }
            job.type().allNames().forEach(name -> byName.put(name, added));
            return this;
        }

        /** Adds a job from a lambda. */
        public <P, R extends @Nullable Object> Builder register(JobType<P, R> type, JobFunction<P, R> work) {
            return register(BaseJob.of(type, work));
        }

        /**
         * Adds the jobs that the class path or module path announces as services of {@link BaseJob}: those annotated
         * with {@link AutoRegister} in a build that runs its annotation processor, or listed by hand in {@code
         * META-INF/services/io.github.steadwork.job.BaseJob}, or provided by a module. Nothing is scanned.
         */
        public Builder registerDiscovered(ClassLoader loader) {
            for (BaseJob<?, ?> job : ServiceLoader.load(BaseJob.class, loader)) {
                register(job);
            }
            return this;
        }

        /** The registry. */
        public JobRegistry build() {
            return new JobRegistry(byName);
        }
    }
}

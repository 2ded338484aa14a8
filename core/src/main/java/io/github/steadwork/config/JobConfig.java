package io.github.steadwork.config;

import io.github.steadwork.retry.RetryPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of an engine. Immutable.
 *
 * <p>Settings come from environment variables, from properties or a map, and from the program, and the last one wins:
 *
 * <pre>{@code
 * JobConfig config = JobConfig.builder().environment().properties(file).set(JobSetting.WORKERS, "8").build();
 * }</pre>
 *
 * <p>The keys are those of {@link JobSetting}; in properties {@code job.retry.delay} and {@code JOB_RETRY_DELAY} are the same
 * key. All problems are reported together when it is built.
 */
public final class JobConfig {

    /** All settings at their defaults. */
    public static final JobConfig DEFAULT = builder().build();

    private final Map<JobSetting, String> given;
    private final Map<JobSetting, Object> values;

    private JobConfig(Map<JobSetting, String> given, Map<JobSetting, Object> values) {
        this.given = Map.copyOf(given);
        this.values = Map.copyOf(values);
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with what is set here. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        given.forEach(builder::set);
        return builder;
    }

    /** The settings of the environment variables. */
    public static JobConfig fromEnvironment() {
        return builder().environment().build();
    }

    /** The name of the queue backend, as {@code memory} or {@code jdbc}. */
    public String queueBackend() {
        return text(JobSetting.QUEUE_BACKEND);
    }

    /** Where the backend is, as a JDBC URL; may hold a password, so never print it. */
    public Optional<String> brokerUrl() {
        return Optional.of(text(JobSetting.BROKER_URL)).filter(url -> !url.isEmpty());
    }

    /** The queue of jobs that name none. */
    public String defaultQueue() {
        return text(JobSetting.DEFAULT_QUEUE);
    }

    /** The queues to work on, in order, without repeats. */
    public List<String> queues() {
        List<String> listed = names(JobSetting.QUEUES).toList();
        return listed.isEmpty() ? List.of(defaultQueue()) : listed;
    }

    private Stream<String> names(JobSetting setting) {
        String listed = text(setting);
        return listed.isEmpty()
                ? Stream.empty()
                : Stream.of(listed.split(",")).map(String::strip).distinct();
    }

    /** How often queues are looked into first; empty where they go one after the other. */
    @SuppressWarnings("unchecked") // as it was read
    public Map<String, Integer> queueWeights() {
        return Map.copyOf((Map<String, Integer>) value(JobSetting.QUEUE_WEIGHTS));
    }

    /** How long a job has to have been due before it is let ahead of others now and then; zero for never. */
    public Duration ageing() {
        return duration(JobSetting.AGEING);
    }

    /** What this worker can do that others cannot. */
    public Set<String> capabilities() {
        return names(JobSetting.CAPABILITIES).collect(Collectors.toUnmodifiableSet());
    }

    /** The pools that this worker serves. */
    public Set<String> pools() {
        return names(JobSetting.POOLS).collect(Collectors.toUnmodifiableSet());
    }

    /** Words to find this worker by. */
    public Set<String> workerTags() {
        return names(JobSetting.WORKER_TAGS).collect(Collectors.toUnmodifiableSet());
    }

    /** How much of what a setting as {@link JobSetting#GUARD_HEAP} guards may be taken, from 0 to 1; 1 for no bound. */
    public double guard(JobSetting guard) {
        return value(guard) instanceof Integer percent ? percent / 100.0 : 1;
    }

    /** How many jobs run at a time; 0 for a process that only enqueues. */
    public int workers() {
        return number(JobSetting.WORKERS);
    }

    /** The name of this worker, for people; empty to make one from host and process. */
    public Optional<String> workerName() {
        return Optional.of(text(JobSetting.WORKER_NAME)).filter(name -> !name.isEmpty());
    }

    /** How job types are retried that say nothing themselves. */
    public RetryPolicy retry() {
        Duration first = duration(JobSetting.RETRY_DELAY);
        Duration longest = duration(JobSetting.RETRY_MAX_DELAY);
        return RetryPolicy.DEFAULT.toBuilder()
                .maxRetries(number(JobSetting.MAX_RETRIES))
                .delay(first)
                .maxDelay(first.compareTo(longest) > 0 ? first : longest)
                .backoffFactor((Double) value(JobSetting.RETRY_BACKOFF))
                .build();
    }

    /** How often to look for work that nobody announced. */
    public Duration pollInterval() {
        return duration(JobSetting.POLL_INTERVAL);
    }

    /** How long after its last heartbeat a worker is taken for dead. */
    public Duration leaseTime() {
        return duration(JobSetting.LEASE_TIME);
    }

    /** How many jobs are claimed ahead of time at most. */
    public int prefetch() {
        return number(JobSetting.PREFETCH);
    }

    /** How many workers a job may take down with it before it is parked. */
    public int maxCrashes() {
        return number(JobSetting.MAX_CRASHES);
    }

    /** How long running jobs may go on when the engine is closed. */
    public Duration shutdownGrace() {
        return duration(JobSetting.SHUTDOWN_GRACE);
    }

    /** How long a cancelled job may take to see for itself that it is, before it is interrupted. */
    public Duration cancelGrace() {
        return duration(JobSetting.CANCEL_GRACE);
    }

    /** How long an interrupted job may take to end, before its thread is given up. */
    public Duration interruptGrace() {
        return duration(JobSetting.INTERRUPT_GRACE);
    }

    /** How many bytes an encoded payload or result may have. */
    public int maxPayloadBytes() {
        return number(JobSetting.MAX_PAYLOAD_BYTES);
    }

    /** How many bytes of what an attempt says are kept in its run log, about; 0 for none. */
    public int runLogBytes() {
        return number(JobSetting.RUN_LOG_BYTES);
    }

    /** How long ended jobs are kept, FAILED ones excepted. */
    public Duration retention() {
        return Duration.ofDays(number(JobSetting.RETENTION_DAYS));
    }

    /** How long FAILED jobs are kept; empty for ever. */
    public Optional<Duration> failedRetention() {
        return value(JobSetting.FAILED_RETENTION_DAYS) instanceof Integer days
                ? Optional.of(Duration.ofDays(days))
                : Optional.empty();
    }

    /** Whether the monitor is wanted. */
    public boolean monitorEnabled() {
        return (Boolean) value(JobSetting.MONITOR_ENABLED);
    }

    /** Whether the scheduler is wanted. */
    public boolean schedulerEnabled() {
        return (Boolean) value(JobSetting.SCHEDULER_ENABLED);
    }

    /** The least important events that are logged. */
    public LogLevel logLevel() {
        return LogLevel.valueOf(text(JobSetting.LOG_LEVEL));
    }

    private String text(JobSetting setting) {
        return (String) value(setting);
    }

    private int number(JobSetting setting) {
        return (Integer) value(setting);
    }

    private Duration duration(JobSetting setting) {
        return (Duration) value(setting);
    }

    private Object value(JobSetting setting) {
        return Objects.requireNonNull(values.get(setting));
    }

    /** All settings with their values; secrets are masked. */
    @Override
    public String toString() {
        return Arrays.stream(JobSetting.values())
                .map(setting ->
                        setting.key() + "=" + setting.shown(value(setting).toString()))
                .collect(Collectors.joining(", ", "JobConfig[", "]"));
    }

    /** Collects settings; later ones win. Not safe for use by several threads. */
    public static final class Builder {

        private final Map<JobSetting, String> given = new LinkedHashMap<>();
        private final Map<String, String> unknown = new LinkedHashMap<>();

        private Builder() {}

        /** Takes the environment variables of this process. */
        public Builder environment() {
            return environment(System.getenv());
        }

        /** Takes these as environment variables; names that are not ours are passed over. */
        public Builder environment(Map<String, String> environment) {
            for (JobSetting setting : JobSetting.values()) {
                Optional.ofNullable(environment.get(setting.key())).ifPresent(value -> set(setting, value));
            }
            return this;
        }

        /** Takes these properties; a key that begins like ours and is none is a problem. */
        public Builder properties(Properties properties) {
            Map<String, String> map = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
            return properties(map);
        }

        /** Takes these properties; a key that begins like ours and is none is a problem. */
        public Builder properties(Map<String, String> properties) {
            properties.forEach((name, value) -> JobSetting.find(name)
                    .ifPresentOrElse(setting -> set(setting, value), () -> {
                        if (JobSetting.looksLikeOurs(name)) {
                            unknown.put(name, value);
                        }
                    }));
            return this;
        }

        /** Sets one setting, in its text form. */
        public Builder set(JobSetting setting, String value) {
            given.put(setting, value.strip());
            return this;
        }

        /** Sets one setting. */
        public Builder set(JobSetting setting, Object value) {
            return set(setting, value.toString());
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if there are problems: all of them, each with key, value and what is allowed
         */
        public JobConfig build() {
            ConfigProblems problems = new ConfigProblems();
            unknown.keySet().forEach(problems::unknownKey);
            Map<JobSetting, Object> values = new HashMap<>();
            for (JobSetting setting : JobSetting.values()) {
                String text = given.getOrDefault(setting, setting.defaultText());
                problems.read(setting, text).ifPresent(value -> values.put(setting, value));
            }
            problems.throwIfAny();
            return new JobConfig(given, values);
        }
    }
}

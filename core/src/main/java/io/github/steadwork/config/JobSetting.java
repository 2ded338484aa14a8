package io.github.steadwork.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The settings that there are, with their keys, defaults and what is allowed. */
public enum JobSetting {
    /** The name of the queue backend; a module of that name must be on the class path. */
    QUEUE_BACKEND("memory", Kind.NAME, "the name of a backend, as memory or jdbc"),
    /** Where the backend is. */
    BROKER_URL("", Kind.SECRET, "a URL, as jdbc:postgresql://localhost/app"),
    /** The queue of jobs that name none. */
    DEFAULT_QUEUE("default", Kind.NAME, "a queue name of letters, digits and . _ : / -"),
    /** The queues to work on, with commas in between; the default queue if empty. */
    QUEUES("", Kind.NAMES, "queue names with commas in between"),
    /** How often a queue is looked into first, for queues that share the workers rather than going one after the other. */
    QUEUE_WEIGHTS("", Kind.WEIGHTS, "queue names with weights of 1 to 1000, as mail=3,reports=1"),
    /** How long a job has to have been due before it is let ahead of others now and then, whatever its priority; 0 for never. */
    AGEING(
            "10m",
            Kind.DURATION,
            "a length of time of up to 36500d, as 500ms, 10s, 5m, 2h, 1d, PT10S, or a number of seconds"),
    /** What this worker can do that others cannot, with commas in between. */
    CAPABILITIES("", Kind.NAMES, "names with commas in between, as gpu,eu-data"),
    /** The pools that this worker serves, with commas in between. */
    POOLS("", Kind.NAMES, CAPABILITIES.allowed),
    /** Words to find this worker by, with commas in between. */
    WORKER_TAGS("", Kind.NAMES, CAPABILITIES.allowed),
    /** How full the heap may be, in percent, before nothing is claimed; no bound if empty. */
    GUARD_HEAP("", Kind.PERCENT, "a whole number of percent, 1 to 100, or nothing"),
    /** How busy the machine's processors may be, in percent, before nothing is claimed; no bound if empty. */
    GUARD_CPU("", Kind.PERCENT, GUARD_HEAP.allowed),
    /** How full the disk of temporary files may be, in percent, before nothing is claimed; no bound if empty. */
    GUARD_DISK("", Kind.PERCENT, GUARD_HEAP.allowed),
    /** How many jobs run at a time. */
    WORKERS("8", Kind.SLOTS, "a whole number, 0 to 10000"),
    /** The name of this worker. */
    WORKER_NAME("", Kind.TEXT, "a text of up to 200 characters"),
    /** How many retries there are after the first attempt. */
    MAX_RETRIES("3", Kind.COUNT, "a whole number, 0 or more"),
    /** The delay before the first retry. */
    RETRY_DELAY(
            "10s",
            Kind.DURATION,
            "a length of time of up to 36500d, as 500ms, 10s, 5m, 2h, 1d, PT10S, or a number of seconds"),
    /** What the delay is multiplied with from one retry to the next. */
    RETRY_BACKOFF("2", Kind.FACTOR, "a number, 1 to 1000"),
    /** What the delay grows to at most; never less than the first delay. */
    RETRY_MAX_DELAY("1h", Kind.DURATION, RETRY_DELAY.allowed),
    /** How often to look for work that nobody announced. */
    POLL_INTERVAL(
            "200ms", Kind.POSITIVE_DURATION, "a length of time greater than zero and up to 36500d, as 200ms or 10s"),
    /** How long after its last heartbeat a worker is taken for dead. */
    LEASE_TIME("30s", Kind.POSITIVE_DURATION, POLL_INTERVAL.allowed),
    /** How many jobs are claimed ahead of time. */
    PREFETCH("1000", Kind.BUFFER, "a whole number, 0 to 100000"),
    /** How many workers a job may take down with it. */
    MAX_CRASHES("3", Kind.COUNT, "a whole number, 0 or more"),
    /** How long running jobs may go on when the engine is closed. */
    SHUTDOWN_GRACE("30s", Kind.DURATION, RETRY_DELAY.allowed),
    /** How long a cancelled job may take to see for itself that it is, before it is interrupted. */
    CANCEL_GRACE("2s", Kind.DURATION, RETRY_DELAY.allowed),
    /** How long an interrupted job may take to end, before its thread is given up. */
    INTERRUPT_GRACE("5s", Kind.DURATION, RETRY_DELAY.allowed),
    /** How many bytes an encoded payload or result may have. */
    MAX_PAYLOAD_BYTES("1048576", Kind.COUNT, "a whole number of bytes, 0 or more"),
    /** How many bytes of what an attempt says are kept in its run log, about; 0 for none. */
    RUN_LOG_BYTES("65536", Kind.COUNT, MAX_PAYLOAD_BYTES.allowed),
    /** How many days ended jobs are kept. */
    RETENTION_DAYS("7", Kind.DAYS, "a whole number of days, 0 to 36500"),
    /** How many days FAILED jobs are kept; for ever if empty. */
    FAILED_RETENTION_DAYS("", Kind.DAYS_OR_EVER, "a whole number of days, 0 to 36500, or nothing"),
    /** Whether the monitor is wanted. */
    MONITOR_ENABLED("true", Kind.FLAG, "true or false"),
    /** Whether the scheduler is wanted. */
    SCHEDULER_ENABLED("true", Kind.FLAG, "true or false"),
    /** The least important events that are logged. */
    LOG_LEVEL("INFO", Kind.LEVEL, "DEBUG, INFO, WARN, ERROR or OFF");

    /** How the text of a setting is read. */
    enum Kind {
        NAME,
        NAMES,
        WEIGHTS,
        TEXT,
        SECRET,
        COUNT,
        SLOTS,
        BUFFER,
        DAYS,
        DAYS_OR_EVER,
        FACTOR,
        PERCENT,
        FLAG,
        DURATION,
        POSITIVE_DURATION,
        LEVEL
    }

    private static final String PREFIX = "JOB_";

    private final String defaultText;
    private final Kind kind;
    private final String allowed;

    JobSetting(String defaultText, Kind kind, String allowed) {
        this.defaultText = defaultText;
        this.kind = kind;
        this.allowed = allowed;
    }

    /** The name of its environment variable, as {@code JOB_RETRY_DELAY}. */
    public String key() {
        return PREFIX + name();
    }

    /** Its value where nothing else is said, in text form. */
    public String defaultText() {
        return defaultText;
    }

    /** What its value may be, for people. */
    public String allowed() {
        return allowed;
    }

    Kind kind() {
        return kind;
    }

    /** The value as it may be shown. */
    String shown(String value) {
        return kind == Kind.SECRET && !value.isEmpty() ? "***" : value;
    }

    /** The setting with this key, written as an environment variable or as a property; empty if there is none. */
    static Optional<JobSetting> find(String key) {
        String wanted = canonical(key);
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(wanted))
                .findFirst();
    }

    static boolean looksLikeOurs(String key) {
        return canonical(key).startsWith(PREFIX);
    }

    private static String canonical(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}

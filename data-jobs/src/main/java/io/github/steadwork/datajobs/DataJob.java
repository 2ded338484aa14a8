package io.github.steadwork.datajobs;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.scheduler.Schedule;
import io.github.steadwork.scheduler.ScheduleSpec;
import io.github.steadwork.scheduler.firing.JobSchedule;
import io.github.steadwork.scheduler.firing.OverlapPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several sources that are read on a schedule. Immutable; each method gives a changed copy.
 *
 * <pre>{@code
 * DataJob.of("customers", Schedules.daily(LocalTime.of(2, 30), zone),
 *                 DataJobSource.of("shop", DatabaseIngestionJob.TYPE, shopParameters),
 *                 DataJobSource.of("partners", FileIngestionJob.TYPE, partnerParameters))
 *         .describedAs("Customers of the shop and of all partners")
 *         .inParallel()
 *         .timeout(Duration.ofHours(2))
 * }</pre>
 *
 * @param name by which it is told apart from other schedules
 * @param description what it is for; may be empty
 * @param schedule when it is due, with its zone
 * @param sources what is read; one that fails does not keep the others from being read
 * @param parallel whether they are read at the same time, as far as there are workers; otherwise one after another, in their order
 * @param timeout how long a run may take; what has not been read by then is called off
 * @param sourceTimeout how long one attempt to read one source may take
 * @param maxRetries how often the reading of a source is tried again; empty for what the retry policy of the engine says
 * @param notification who is told of the end of a run
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataJob(
        String name,
        String description,
        ScheduleSpec schedule,
        List<DataJobSource> sources,
        boolean parallel,
        Optional<Duration> timeout,
        Optional<Duration> sourceTimeout,
        Optional<Integer> maxRetries,
        Notification notification) {

    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int MOST_SOURCES = 1_000;

    /** Refuses what does not fit together. */
    public DataJob {
        DataJobSource.requireName("data job", name);
        Objects.requireNonNull(schedule, "schedule");
        Objects.requireNonNull(notification, "notification");
        if (description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("the description of '" + name + "' has " + description.length()
                    + " characters, allowed are " + LONGEST_DESCRIPTION);
        }
        sources = List.copyOf(sources);
        if (sources.isEmpty() || sources.size() > MOST_SOURCES) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + sources.size() + " sources, allowed are 1 to " + MOST_SOURCES);
        }
        Set<String> names = new HashSet<>();
        for (DataJobSource source : sources) {
            if (!names.add(source.name())) {
                throw new IllegalArgumentException("'" + name + "' has two sources named '" + source.name() + "'");
            }
        }
        timeout.ifPresent(length -> requirePositive("timeout", length));
        sourceTimeout.ifPresent(length -> requirePositive("sourceTimeout", length));
        if (maxRetries.orElse(0) < 0) {
            throw new IllegalArgumentException("maxRetries is " + maxRetries.get() + ", allowed is 0 or more");
        }
    }

    private static void requirePositive(String what, Duration length) {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(what + " is " + length + ", allowed is more than zero");
        }
    }

    @JsonCreator
    static DataJob read(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("description") @Nullable String description,
            @JsonProperty("schedule") @Nullable ScheduleSpec schedule,
            @JsonProperty("sources") @Nullable List<DataJobSource> sources,
            @JsonProperty("parallel") @Nullable Boolean parallel,
            @JsonProperty("timeout") @Nullable Duration timeout,
            @JsonProperty("sourceTimeout") @Nullable Duration sourceTimeout,
            @JsonProperty("maxRetries") @Nullable Integer maxRetries,
            @JsonProperty("notification") @Nullable Notification notification) {
        if (name == null || schedule == null) {
            throw new IllegalArgumentException("a data job needs both a name and a schedule");
        }
        return new DataJob(
                name,
                Objects.requireNonNullElse(description, ""),
                schedule,
                Objects.requireNonNullElse(sources, List.of()),
                Boolean.TRUE.equals(parallel),
                Optional.ofNullable(timeout),
                Optional.ofNullable(sourceTimeout),
                Optional.ofNullable(maxRetries),
                Objects.requireNonNullElse(notification, Notification.NONE));
    }

    /** These sources, one after another. */
    public static DataJob of(String name, Schedule schedule, DataJobSource... sources) {
        return new DataJob(
                name,
                "",
                schedule.spec(),
                List.of(sources),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Notification.NONE);
    }

    /** With a description. */
    public DataJob describedAs(String text) {
        return new DataJob(name, text, schedule, sources, parallel, timeout, sourceTimeout, maxRetries, notification);
    }

    /** Reading the sources at the same time. */
    public DataJob inParallel() {
        return new DataJob(
                name, description, schedule, sources, true, timeout, sourceTimeout, maxRetries, notification);
    }

    /** With this bound for a whole run. */
    public DataJob timeout(Duration ofRun) {
        return new DataJob(
                name,
                description,
                schedule,
                sources,
                parallel,
                Optional.of(ofRun),
                sourceTimeout,
                maxRetries,
                notification);
    }

    /** With this bound for one attempt to read one source. */
    public DataJob sourceTimeout(Duration ofAttempt) {
        return new DataJob(
                name,
                description,
                schedule,
                sources,
                parallel,
                timeout,
                Optional.of(ofAttempt),
                maxRetries,
                notification);
    }

    /** Trying again so often to read a source. */
    public DataJob maxRetries(int retries) {
        return new DataJob(
                name,
                description,
                schedule,
                sources,
                parallel,
                timeout,
                sourceTimeout,
                Optional.of(retries),
                notification);
    }

    /** Telling these people. */
    public DataJob notifying(Notification people) {
        return new DataJob(name, description, schedule, sources, parallel, timeout, sourceTimeout, maxRetries, people);
    }

    /**
     * What a scheduler is given, to store and fire it under its name. A fire time is passed over while an earlier run has not ended,
     * unless another overlap policy is chosen.
     */
    public JobSchedule asSchedule() {
        return JobSchedule.of(name, schedule.toSchedule(), asRequest()).overlap(OverlapPolicy.SKIP);
    }

    /** One run, for who enqueues it without a schedule. */
    public JobRequest<DataJob, DataJobResult> asRequest() {
        return JobRequest.of(RunJob.TYPE, this).tags(RunJob.tag(name));
    }
}

package io.github.steadwork.scheduler.firing;

import io.github.steadwork.job.JobRequest;
import io.github.steadwork.scheduler.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to enqueue when: a schedule under a name, with the request that it enqueues at each fire time. Immutable; each method gives a
 * changed copy.
 *
 * <pre>{@code
 * JobSchedule.of("nightly-report", Schedules.daily(LocalTime.of(2, 30), zone), JobRequest.of(Report.TYPE, params))
 *         .misfire(MisfirePolicy.SKIP)
 *         .overlap(OverlapPolicy.QUEUE_ONE)
 * }</pre>
 *
 * <p>Each job carries the headers {@value #SCHEDULE_HEADER}, {@value #FIRE_TIME_HEADER} and {@value #TRIGGER_HEADER}, so a job can tell
 * for which fire time it runs, and why.
 */
public final class JobSchedule {

    /** The header with the name of the schedule. */
    public static final String SCHEDULE_HEADER = JobRequest.SCHEDULE_HEADER;

    /** The header with the fire time, in ISO 8601. */
    public static final String FIRE_TIME_HEADER = "fire-time";

    /** The header with the name of the {@link RunTrigger}. */
    public static final String TRIGGER_HEADER = "trigger";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
    private static final int MOST_MISFIRES = 10_000;
    private static final Duration LONGEST_JITTER = Duration.ofDays(1);

    private final String name;
    private final Schedule schedule;
    private final @Nullable JobRequest<?, ?> request;
    private final @Nullable Function<Instant, JobRequest<?, ?>> computed;
    private MisfirePolicy misfire = MisfirePolicy.FIRE_ONCE;
    private int misfiresAtMost = 100;
    private OverlapPolicy overlap = OverlapPolicy.ALLOW;
    private Duration jitter = Duration.ZERO;
    private @Nullable Instant start;
    private @Nullable Instant end;
    private int disableAfter = 10;
    private boolean enabled = true;

    private JobSchedule(
            String name,
            Schedule schedule,
            @Nullable JobRequest<?, ?> request,
            @Nullable Function<Instant, JobRequest<?, ?>> computed) {
        this.name = name;
        this.schedule = Objects.requireNonNull(schedule, "schedule");
        this.request = request;
        this.computed = computed;
    }

    /**
     * Enqueues this request at each fire time, each time under a new id.
     *
     * @param name 1 to 128 letters, digits and . _ : / - with a letter or digit first
     * @throws IllegalArgumentException if the request has a due time, parents or a unique rule, which a schedule decides itself
     */
    public static JobSchedule of(String name, Schedule schedule, JobRequest<?, ?> request) {
        return new JobSchedule(requireName(name), schedule, requirePlain(name, request), null);
    }

    /**
     * Enqueues what this function makes of the fire time. It is called by the scheduler that fires, so only one whose program has
     * declared this schedule, or one of this name, can fire it. It should give the same for the same fire time.
     */
    public static JobSchedule computed(
            String name, Schedule schedule, Function<Instant, ? extends JobRequest<?, ?>> requests) {
        Objects.requireNonNull(requests, "requests");
        return new JobSchedule(requireName(name), schedule, null, requests::apply);
    }

    private static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("schedule name is '" + name
                    + "', allowed are 1 to 128 letters, digits and . _ : / - with a letter or digit first");
        }
        return name;
    }

    static JobRequest<?, ?> requirePlain(String name, JobRequest<?, ?> request) {
        Optional<String> odd = request.runAt().isPresent() || !request.delay().isZero()
                ? Optional.of("a due time; the schedule says when")
                : !request.parents().isEmpty()
                        ? Optional.of("parents; a schedule cannot wait for one job again and again")
                        : request.unique().isPresent()
                                ? Optional.of("a unique rule; the overlap policy says what may run beside another")
                                : Optional.empty();
        odd.ifPresent(what -> {
            throw new IllegalArgumentException("the request of schedule '" + name + "' has " + what);
        });
        return request;
    }

    private JobSchedule changed(Consumer<JobSchedule> change) {
        JobSchedule copy = new JobSchedule(name, schedule, request, computed);
        copy.misfire = misfire;
        copy.misfiresAtMost = misfiresAtMost;
        copy.overlap = overlap;
        copy.jitter = jitter;
        copy.start = start;
        copy.end = end;
        copy.disableAfter = disableAfter;
        copy.enabled = enabled;
        change.accept(copy);
        return copy;
    }

    /** What becomes of fire times that nobody could fire in time; {@link MisfirePolicy#FIRE_ONCE} unless said. */
    public JobSchedule misfire(MisfirePolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return changed(copy -> copy.misfire = policy);
    }

    /** {@link MisfirePolicy#FIRE_ALL}, of so many at most, 1 to 10,000; 100 unless said. */
    public JobSchedule fireAllMissed(int atMost) {
        if (atMost < 1 || atMost > MOST_MISFIRES) {
            throw new IllegalArgumentException("atMost is " + atMost + ", allowed is 1 to " + MOST_MISFIRES);
        }
        return changed(copy -> {
            copy.misfire = MisfirePolicy.FIRE_ALL;
            copy.misfiresAtMost = atMost;
        });
    }

    /** What becomes of a fire time while an earlier run has not ended; {@link OverlapPolicy#ALLOW} unless said. */
    public JobSchedule overlap(OverlapPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return changed(copy -> copy.overlap = policy);
    }

    /**
     * Puts the due time of each job off by up to so much, to spread what is due at the same instant; the same for the same fire time
     * on every node. Up to a day; zero unless said.
     */
    public JobSchedule jitter(Duration most) {
        if (most.isNegative() || most.compareTo(LONGEST_JITTER) > 0) {
            throw new IllegalArgumentException("jitter is " + most + ", allowed is zero to " + LONGEST_JITTER);
        }
        return changed(copy -> copy.jitter = most);
    }

    /** No fire time before this instant. */
    public JobSchedule from(Instant first) {
        Objects.requireNonNull(first, "first");
        return changed(copy -> copy.start = first);
    }

    /** No fire time after this instant. */
    public JobSchedule until(Instant last) {
        Objects.requireNonNull(last, "last");
        return changed(copy -> copy.end = last);
    }

    /** After so many failed runs in a row it disables itself; 0 for never, 10 unless said. */
    public JobSchedule disableAfter(int failures) {
        if (failures < 0) {
            throw new IllegalArgumentException("failures are " + failures + ", allowed is 0 or more");
        }
        return changed(copy -> copy.disableAfter = failures);
    }

    /** Whether it fires when it has been created; one that does not is PAUSED until it is resumed. True unless said. */
    public JobSchedule enabled(boolean whether) {
        return changed(copy -> copy.enabled = whether);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** When it is due. */
    public Schedule schedule() {
        return schedule;
    }

    Optional<JobRequest<?, ?>> request() {
        return Optional.ofNullable(request);
    }

    Optional<Function<Instant, JobRequest<?, ?>>> computed() {
        return Optional.ofNullable(computed);
    }

    boolean isEnabled() {
        return enabled;
    }

    /** As it is stored. */
    Definition definition(Optional<Template> template, boolean declared) {
        return new Definition(
                schedule.spec(),
                template,
                misfire,
                misfiresAtMost,
                overlap,
                jitter,
                Optional.ofNullable(start),
                Optional.ofNullable(end),
                disableAfter,
                declared);
    }

    @Override
    public String toString() {
        return "JobSchedule[" + name + ": " + schedule.describe() + "]";
    }
}

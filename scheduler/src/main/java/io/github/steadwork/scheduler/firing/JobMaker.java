package io.github.steadwork.scheduler.firing;

import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.StoredRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes the jobs of fire times: from the stored template, or by a function that this program has declared. */
final class JobMaker {

    private final Function<JobRequest<?, ?>, StoredRequest> encoder;
    private final Map<String, Function<Instant, JobRequest<?, ?>>> computed = new ConcurrentHashMap<>();

    JobMaker(Function<JobRequest<?, ?>, StoredRequest> encoder) {
        this.encoder = encoder;
    }

    /** What is stored of what a schedule enqueues; learns its function if it has one. */
    Optional<Template> learn(JobSchedule schedule) {
        schedule.computed().ifPresent(function -> computed.put(schedule.name(), function));
        return schedule.request().map(request -> Template.of(encoder.apply(request)));
    }

    /** Whether this program can make the jobs of a schedule. */
    boolean canMake(String name, Definition definition) {
        return definition.template().isPresent() || computed.containsKey(name);
    }

    /** A job for a fire time. What a declared function throws, this throws. */
    StoredRequest make(String name, StoredSchedule schedule, ScheduledRun run, List<JobId> after) {
        Instant at = run.fireTime();
        Instant due = run.trigger() == RunTrigger.MANUAL || run.trigger() == RunTrigger.BACKFILL
                ? at
                : at.plus(FireIds.jitter(
                        schedule.born(), at, schedule.definition().jitter()));
        StoredRequest.Due when = run.trigger() == RunTrigger.MANUAL
                ? StoredRequest.Due.NOW
                : new StoredRequest.Due(Optional.of(due), java.time.Duration.ZERO);
        return template(name, schedule.definition(), at).request(run, name, when, after);
    }

    private Template template(String name, Definition definition, Instant fireTime) {
        return definition.template().orElseGet(() -> {
            Function<Instant, JobRequest<?, ?>> function = computed.get(name);
            if (function == null) {
                throw new IllegalStateException(
                        "schedule '" + name + "' computes what it enqueues, and this program has not declared how");
            }
            return Template.of(encoder.apply(JobSchedule.requirePlain(name, function.apply(fireTime))));
        });
    }
}

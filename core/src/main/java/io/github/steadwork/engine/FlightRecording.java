package io.github.steadwork.engine;

import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import java.time.Duration;
import java.util.List;

/** Each attempt is an event of Java Flight Recorder; where nothing is recorded, nothing is done. */
final class FlightRecording implements JobInterceptor {

    /** One; none where the JVM was built without the recorder. */
    static List<JobInterceptor> ifPresent() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() ? List.of(new FlightRecording()) : List.of();
    }

    @Override
    public Scope enter(JobRecord job) {
        JobAttemptEvent event = new JobAttemptEvent();
        if (!event.isEnabled()) {
            return Scope.NONE;
        }
        event.begin();
        return outcome -> commit(event, job, outcome);
    }

    private static void commit(JobAttemptEvent event, JobRecord job, Outcome outcome) {
        event.end();
        if (event.shouldCommit()) {
            event.id = job.id().toString();
            event.type = job.request().type();
            event.queue = job.request().queue();
            event.attempt = job.counters().attempt();
            event.waited = job.lease()
                    .map(lease ->
                            Duration.between(job.runAt(), lease.claimedAt()).toNanos())
                    .orElse(0L);
            event.outcome = outcome.getClass().getSimpleName();
            event.commit();
        }
    }
}

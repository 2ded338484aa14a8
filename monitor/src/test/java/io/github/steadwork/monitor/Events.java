package io.github.steadwork.monitor;

import io.github.steadwork.codec.Payload;
import io.github.steadwork.event.JobEvent;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobState;
import io.github.steadwork.job.Progress;
import io.github.steadwork.queue.ErrorInfo;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.StoredRequest;
import io.github.steadwork.queue.WorkerId;
import io.github.steadwork.retry.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Jobs as an engine claims them, and what it tells of them. */
final class Events {

    static final WorkerId WORKER = new WorkerId("here", 1);
    static final Duration SECOND = Duration.ofSeconds(1);
    static final ErrorInfo ERROR = ErrorInfo.of("IOException", "broken pipe", ErrorKind.TRANSIENT);

    private Events() {}

    static JobRecord job(String type, Instant due) {
        return job(JobId.create(), type, "default", due, 1);
    }

    /** The token of the claim is that of the attempt. */
    static JobRecord job(JobId id, String type, String queue, Instant due, int attempt) {
        return new JobRecord(
                StoredRequest.simple(id, type, queue, Payload.NOTHING),
                JobState.RUNNING,
                due,
                new JobRecord.Counters(attempt, attempt - 1, 0, 0),
                due,
                Optional.empty(),
                Optional.of(new JobRecord.Holder(WORKER, attempt, due, Optional.empty())),
                Optional.empty(),
                Payload.NOTHING,
                Payload.NOTHING,
                Progress.NONE);
    }

    static JobEvent started(JobRecord job) {
        return new JobEvent.Started(job);
    }

    static JobEvent succeeded(JobRecord job, Duration ran) {
        return new JobEvent.Succeeded(job, ran);
    }

    static Progress progress(String operation, long done, long total, Duration elapsed) {
        return new Progress(operation, done, total < 0 ? OptionalLong.empty() : OptionalLong.of(total), elapsed);
    }

    /** One end of each kind, after a second. */
    static List<JobEvent> oneOfEachEnd(JobRecord job) {
        return List.of(
                succeeded(job, SECOND),
                new JobEvent.RetryScheduled(job, SECOND, ERROR, 1, SECOND),
                new JobEvent.Failed(job, SECOND, ERROR),
                new JobEvent.Cancelled(job, SECOND, "not wanted"),
                new JobEvent.Snoozed(job, SECOND, SECOND),
                new JobEvent.ChildrenAwaited(job, SECOND, 2),
                JobEvent.Settled.of(job, new Outcome.Released("the worker stops", false), SECOND),
                new JobEvent.LeaseLost(job));
    }
}

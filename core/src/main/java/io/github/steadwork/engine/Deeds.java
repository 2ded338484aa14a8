package io.github.steadwork.engine;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import io.github.steadwork.job.JobId;
import io.github.steadwork.job.JobRequest;
import io.github.steadwork.queue.EnqueueReceipt;
import io.github.steadwork.queue.JobFilter;
import io.github.steadwork.queue.RunLog;
import io.github.steadwork.queue.StoredRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes down what somebody has done, if it is said who. It is written after it was done, so it never tells of what has not
 * happened; where it cannot be written, that is told as an event, for the deed stands.
 */
final class Deeds {

    private final AuditTrail trail;
    private final RunLog runLog;
    private final JobListener listener;
    private final Optional<String> actor;

    Deeds(AuditTrail trail, RunLog runLog, JobListener listener) {
        this(trail, runLog, listener, Optional.empty());
    }

    private Deeds(AuditTrail trail, RunLog runLog, JobListener listener, Optional<String> actor) {
        this.trail = trail;
        this.runLog = runLog;
        this.listener = listener;
        this.actor = actor;
    }

    Deeds as(String somebody) {
        return new Deeds(trail, runLog, listener, Optional.of(AuditTrail.requireActor(somebody)));
    }

    /** The request, saying who enqueued it. */
    JobRequest<?, ?> signed(JobRequest<?, ?> request) {
        return actor.isEmpty() ? request : request.header(JobRequest.ACTOR_HEADER, actor.get());
    }

    void enqueued(List<StoredRequest> requests, EnqueueReceipt receipt) {
        if (actor.isEmpty()) {
            return;
        }
        List<StoredRequest> stored = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (receipt.jobs().get(i).result() == EnqueueReceipt.Result.STORED) {
                stored.add(requests.get(i));
            }
        }
        if (!stored.isEmpty()) {
            tellOfEnqueue(stored);
        }
    }

    private void tellOfEnqueue(List<StoredRequest> stored) {
        String types = String.join(
                ", ", new TreeSet<>(stored.stream().map(StoredRequest::type).toList()));
        String subject = stored.size() == 1 ? "job " + stored.get(0).id() : stored.size() + " jobs";
        tell("enqueue", subject, types);
    }

    /** Tells it in the trail, and in the run log of the jobs that were named by their ids. */
    void toJobs(String act, JobFilter which, String detail) {
        if (actor.isEmpty()) {
            return;
        }
        tell(act, subject(which), detail);
        guarded(() -> runLog.append(lines(act, which.ids(), detail)));
    }

    private List<RunLog.Line> lines(String act, Collection<JobId> jobs, String detail) {
        String message = detail.isEmpty() ? act : act + ": " + detail;
        return jobs.stream()
                .map(job -> new RunLog.Line(job, 0, RunLog.Kind.AUDIT, actor.orElse(""), message))
                .toList();
    }

    void tell(String act, String subject, String detail) {
        actor.ifPresent(somebody -> guarded(() -> trail.record(somebody, act, subject, detail)));
    }

    private void guarded(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException error) {
            listener.on(new JobEvent.BackendFailed("write down who did what", error, Duration.ZERO));
        }
    }

    static String subject(JobFilter which) {
        if (which.ids().size() == 1) {
            return "job " + which.ids().iterator().next();
        }
        List<String> words = new ArrayList<>();
        say(words, "states", which.states());
        say(words, "types", which.types());
        say(words, "queues", which.queues());
        say(words, "tags", which.tags());
        which.createdFrom().ifPresent(from -> words.add("from " + from));
        which.createdBefore().ifPresent(before -> words.add("before " + before));
        String conditions = words.isEmpty() ? "" : " with " + String.join(", ", words);
        return (which.ids().isEmpty() ? "all jobs" : which.ids().size() + " jobs") + conditions;
    }

    private static void say(List<String> words, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            words.add(name + " "
                    + String.join(
                            " or ",
                            values.stream().map(Object::toString).sorted().toList()));
        }
    }
}

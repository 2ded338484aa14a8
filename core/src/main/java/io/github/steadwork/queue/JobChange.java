package io.github.steadwork.queue;

import io.github.steadwork.job.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator changes of a stored job; what is empty stays as it is.
 *
 * @param priority another priority
 * @param due another due time
 * @param queue another queue
 * @param tags other tags, in place of all that there are
 * @param worker the name of the only worker that may run it; an empty one for any
 * @param fromStart whether checkpoint and progress go
 */
public record JobChange(
        Optional<Priority> priority,
        Optional<StoredRequest.Due> due,
        Optional<String> queue,
        Optional<Set<String>> tags,
        Optional<String> worker,
        boolean fromStart) {

    /** Nothing. */
    public static final JobChange NONE = new JobChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    /** With this priority. */
    public JobChange priority(Priority priority) {
        return new JobChange(Optional.of(priority), due, queue, tags, worker, fromStart);
    }

    /** Due so long from now. */
    public JobChange delay(Duration delay) {
        return due(new StoredRequest.Due(Optional.empty(), delay));
    }

    /** Due at this instant. */
    public JobChange runAt(Instant runAt) {
        return due(new StoredRequest.Due(Optional.of(runAt), Duration.ZERO));
    }

    private JobChange due(StoredRequest.Due due) {
        return new JobChange(priority, Optional.of(due), queue, tags, worker, fromStart);
    }

    /** In this queue. */
    public JobChange queue(String queue) {
        return new JobChange(priority, due, Optional.of(queue), tags, worker, fromStart);
    }

    /** With these tags. */
    public JobChange tags(Set<String> tags) {
        return new JobChange(priority, due, queue, Optional.of(Set.copyOf(tags)), worker, fromStart);
    }

    /** Only by the workers of this name. */
    public JobChange worker(String name) {
        return new JobChange(priority, due, queue, tags, Optional.of(name), fromStart);
    }

    /** By any worker again. */
    public JobChange anyWorker() {
        return worker("");
    }

    /** Without the checkpoint that an earlier attempt has left. */
    public JobChange fromTheStart() {
        return new JobChange(priority, due, queue, tags, worker, true);
    }

    /** The request as it is after the change, where it changes something of it. */
    public StoredRequest of(StoredRequest request, Instant now) {
        StoredRequest changed = request.changed(
                queue.orElse(request.queue()),
                priority.orElse(request.priority()),
                due.map(at -> new StoredRequest.Due(Optional.of(at.from(now)), Duration.ZERO))
                        .orElse(request.due()),
                tags.orElse(request.tags()));
        return worker.map(name -> changed.flow(request.flow().onWorker(name))).orElse(changed);
    }
}

package io.github.steadwork.queue;

import io.github.steadwork.job.Priority;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator changes of a stored job; what is empty stays as it is.
 *
 * @param priority another priority
 * @param delay due so long from now
 * @param queue another queue
 * @param tags other tags, in place of all that there are
 */
public record JobChange(
        Optional<Priority> priority, Optional<Duration> delay, Optional<String> queue, Optional<Set<String>> tags) {

    /** Nothing. */
    public static final JobChange NONE =
            new JobChange(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** With this priority. */
    public JobChange priority(Priority priority) {
        return new JobChange(Optional.of(priority), delay, queue, tags);
    }

    /** Due so long from now. */
    public JobChange delay(Duration delay) {
        return new JobChange(priority, Optional.of(delay), queue, tags);
    }

    /** In this queue. */
    public JobChange queue(String queue) {
        return new JobChange(priority, delay, Optional.of(queue), tags);
    }

    /** With these tags. */
    public JobChange tags(Set<String> tags) {
        return new JobChange(priority, delay, queue, Optional.of(Set.copyOf(tags)));
    }
}

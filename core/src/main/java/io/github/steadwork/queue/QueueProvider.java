package io.github.steadwork.queue;

import io.github.steadwork.config.JobConfig;
import java.time.InstantSource;

/**
 * Opens a backend by name, for {@code JOB_QUEUE_BACKEND}. Found as a service; each backend's module has one.
 */
public interface QueueProvider {

    /** The name that the configuration gives, as {@code memory}. */
    String name();

    /**
     * Opens the backend; the caller closes it.
     *
     * @throws IllegalArgumentException if the configuration does not do, naming key, value and what is allowed
     */
    QueueBackend open(JobConfig config, InstantSource clock);
}

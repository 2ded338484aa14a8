package io.github.steadwork.engine;

import io.github.steadwork.job.JobId;
import io.github.steadwork.queue.StoredRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ids whose enqueue has ended with an error of the backend, so that nobody knows whether they are stored. When they come
 * again, the backend has to look. Bounded; the oldest are forgotten.
 */
final class UnsureJobs {

    private static final int MOST = 100_000;

    private final Set<JobId> ids = new LinkedHashSet<>();

    synchronized boolean containsAny(List<StoredRequest> requests) {
        return !ids.isEmpty() && requests.stream().anyMatch(request -> ids.contains(request.id()));
    }

    synchronized void add(List<StoredRequest> requests) {
        requests.forEach(request -> ids.add(request.id()));
        while (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
    }

    synchronized void remove(List<StoredRequest> requests) {
        if (!ids.isEmpty()) {
            requests.forEach(request -> ids.remove(request.id()));
        }
    }
}

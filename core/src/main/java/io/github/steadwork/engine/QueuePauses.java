package io.github.steadwork.engine;

import io.github.steadwork.queue.StateStore;
import java.util.List;
import java.util.Set;

/** Which queues are paused, for all workers of a backend. */
final class QueuePauses {

    private final Flags paused;

    QueuePauses(StateStore documents) {
        this.paused = new Flags(documents, "paused-queue");
    }

    void pause(String queue) {
        paused.raise(queue);
    }

    void resume(String queue) {
        paused.lower(queue);
    }

    /** Looks what others have paused or resumed. */
    void refresh() {
        paused.refresh();
    }

    /** Whether this attempt's queue is paused, as of the last look. */
    boolean holds(Attempt attempt) {
        return paused.raised().contains(attempt.job().request().queue());
    }

    boolean areNone() {
        return paused.raised().isEmpty();
    }

    /** Those of these queues that are not paused, as of the last look. */
    List<String> open(List<String> queues) {
        Set<String> closed = paused.raised();
        return closed.isEmpty()
                ? queues
                : queues.stream().filter(queue -> !closed.contains(queue)).toList();
    }
}

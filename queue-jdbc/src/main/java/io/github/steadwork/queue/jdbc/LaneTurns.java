package io.github.steadwork.queue.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose turn it is: which lane of a queue and priority was served, or looked at in vain, last by this process. A memory and no more: nothing is wrong without it. */
final class LaneTurns {

    private final Map<Turn, String> last = new ConcurrentHashMap<>();

    private record Turn(String queue, int priority) {}

    /** The lane after which to go on; empty to begin with the first. */
    String after(String queue, int priority) {
        return last.getOrDefault(new Turn(queue, priority), "");
    }

    void served(String queue, int priority, String lane) {
        last.put(new Turn(queue, priority), lane);
    }
}

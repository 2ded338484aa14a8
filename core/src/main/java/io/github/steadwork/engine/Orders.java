package io.github.steadwork.engine;

import io.github.steadwork.queue.StateStore;
import java.util.Set;

/** What workers are told to do: to rest, each or all of them, and to share out what they hold. One look reads all of it. */
final class Orders {

    private static final String REST = "rest ";
    private static final String ALL = "all";
    private static final String REBALANCE = "rebalance";

    private final Flags flags;

    Orders(StateStore documents) {
        this.flags = new Flags(documents, "worker-order");
    }

    void rest(String worker) {
        flags.raise(REST + worker);
    }

    void resume(String worker) {
        flags.lower(REST + worker);
    }

    void restAll() {
        flags.raise(ALL);
    }

    void resumeAll() {
        flags.lower(ALL);
    }

    void rebalance() {
        flags.call(REBALANCE);
    }

    /** Looks what has been ordered. */
    void refresh() {
        flags.refresh();
    }

    /** Whether this worker is to rest, as of the last look. */
    boolean isResting(String worker) {
        Set<String> raised = flags.raised();
        return !raised.isEmpty() && (raised.contains(ALL) || raised.contains(REST + worker));
    }

    /** A number that changes with each order to share out, as of the last look. */
    long rebalances() {
        return flags.calls(REBALANCE);
    }
}

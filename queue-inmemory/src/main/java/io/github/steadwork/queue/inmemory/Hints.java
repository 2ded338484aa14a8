package io.github.steadwork.queue.inmemory;

import io.github.steadwork.queue.QueueBackend.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells who waits for work that there is some. As long as every claim is filled nobody waits, and an enqueue costs nothing
 * more than the look at one flag.
 */
final class Hints {

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Whether a worker got less than it wanted and nobody was told since. Guarded by the gate. */
    private boolean awaited;

    /** The gate has been passed: from now on somebody waits. */
    void await() {
        awaited = true;
    }

    /** The gate has been passed: whether those who listen are to be told that work arrived. */
    boolean takeTurn(boolean workArrived) {
        boolean tell = awaited && workArrived;
        awaited &= !tell;
        return tell;
    }

    Subscription subscribe(Runnable hint) {
        Listener listener = new Listener(hint);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls back outside the gate. A listener that throws harms neither the others nor the verb that has happened. */
    void tell() {
        for (Listener listener : listeners) {
            try {
                listener.hint.run();
            } catch (RuntimeException e) {
                Thread current = Thread.currentThread();
                current.getUncaughtExceptionHandler().uncaughtException(current, e);
            }
        }
    }

    void clear() {
        listeners.clear();
    }

    /** Not a record: two subscriptions of the same hint are two. */
    private static final class Listener {
        private final Runnable hint;

        Listener(Runnable hint) {
            this.hint = hint;
        }
    }
}

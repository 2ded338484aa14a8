package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.QueueBackend.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who in this process wants to know that work may have come. */
final class Hints {

    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();

    private record Subscriber(Runnable hint, Object identity) {}

    Subscription subscribe(Runnable hint) {
        Subscriber subscriber = new Subscriber(hint, new Object());
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    void tell() {
        subscribers.forEach(subscriber -> subscriber.hint.run());
    }

    boolean isHeard() {
        return !subscribers.isEmpty();
    }

    void clear() {
        subscribers.clear();
    }
}

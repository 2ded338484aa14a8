package io.github.steadwork.scheduler.firing;

import io.github.steadwork.queue.EnqueueBatch;
import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.QueueBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

/** A backend that loses enqueues: on the way there, or on the way back, when they are stored. */
final class LosingBackend {

    /** Where one is lost. */
    enum Loses {
        NOTHING,
        REQUEST,
        REPLY
    }

    private final AtomicReference<Loses> next = new AtomicReference<>(Loses.NOTHING);

    /** The next enqueue with jobs is lost like this. */
    void lose(Loses where) {
        next.set(where);
    }

    QueueBackend over(QueueBackend backend) {
        return (QueueBackend) Proxy.newProxyInstance(
                QueueBackend.class.getClassLoader(),
                new Class<?>[] {QueueBackend.class},
                (proxy, method, arguments) -> {
                    boolean fires = method.getName().equals("enqueue")
                            && !((EnqueueBatch) arguments[0]).jobs().isEmpty();
                    Loses loses = fires ? next.getAndSet(Loses.NOTHING) : Loses.NOTHING;
                    if (loses == Loses.REQUEST) {
                        throw new JobQueueException("the request was lost");
                    }
                    try {
                        Object reply = method.invoke(backend, arguments);
                        if (loses == Loses.REPLY) {
                            throw new JobQueueException("the reply was lost");
                        }
                        return reply;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

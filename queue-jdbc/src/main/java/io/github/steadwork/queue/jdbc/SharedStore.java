package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.StoredRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that enqueue at the same time share one write, and so one commit. Who finds nobody writing writes at once, with
 * what has come together meanwhile; the others wait until their jobs are stored, or until it is their turn to write. Nobody
 * waits for company, and each call returns only when its own jobs are durable.
 */
final class SharedStore {

    private static final int LARGEST = 1_000;

    private final Consumer<List<StoredRequest>> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private boolean isWriting;

    SharedStore(Consumer<List<StoredRequest>> store) {
        this.store = store;
    }

    /** One caller and its jobs. */
    private static final class Call {

        private final List<StoredRequest> requests;
        private final CountDownLatch turn = new CountDownLatch(1);
        private boolean isStored;
        private @Nullable RuntimeException failure;

        Call(List<StoredRequest> requests) {
            this.requests = requests;
        }

        void end(@Nullable RuntimeException error) {
            isStored = error == null;
            failure = error;
            turn.countDown();
        }
    }

    /** Stores jobs; waits, even if interrupted, for a write cannot be taken back. */
    void store(List<StoredRequest> requests) {
        Call call = new Call(requests);
        if (!begin(call)) {
            await(call);
        }
        if (!call.isStored && call.failure == null) {
            write(call);
        }
        if (call.failure != null) {
            throw call.failure;
        }
    }

    /** Whether the caller writes; otherwise it has to wait. */
    private boolean begin(Call call) {
        lock.lock();
        try {
            if (isWriting) {
                waiting.add(call);
                return false;
            }
            isWriting = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static void await(Call call) {
        boolean interrupted = false;
        while (true) {
            try {
                call.turn.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Call own) {
        try {
            List<Call> calls = new ArrayList<>();
            calls.add(own);
            write(calls);
        } finally {
            // whatever came in between, want of memory too: the others must not wait for ever
            passOn();
        }
    }

    private void gather(List<Call> calls) {
        int size = calls.get(0).requests.size();
        lock.lock();
        try {
            while (!waiting.isEmpty() && size + waiting.getFirst().requests.size() <= LARGEST) {
                calls.add(waiting.getFirst());
                size += waiting.removeFirst().requests.size();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes them and who waits. Where the jobs cannot be stored together, each call is done alone, so that nobody is blamed for another's job. */
    private void write(List<Call> calls) {
        try {
            gather(calls);
            RuntimeException error = tryToStore(calls);
            boolean isShared = error == null || error instanceof JobQueueException || calls.size() == 1;
            for (Call call : calls) {
                call.end(isShared ? error : tryToStore(List.of(call)));
            }
        } catch (Error error) {
            calls.forEach(call -> call.end(new JobQueueException("could not enqueue: " + error, error)));
            throw error;
        }
    }

    private @Nullable RuntimeException tryToStore(List<Call> calls) {
        List<StoredRequest> requests = new ArrayList<>();
        calls.forEach(call -> requests.addAll(call.requests));
        try {
            store.accept(requests);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** Makes the one who has waited longest the next to write. */
    private void passOn() {
        lock.lock();
        try {
            Call next = waiting.poll();
            if (next == null) {
                isWriting = false;
            } else {
                next.turn.countDown();
            }
        } finally {
            lock.unlock();
        }
    }
}

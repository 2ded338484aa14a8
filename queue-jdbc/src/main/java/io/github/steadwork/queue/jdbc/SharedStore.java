package io.github.steadwork.queue.jdbc;

import io.github.steadwork.queue.JobQueueException;
import io.github.steadwork.queue.StoredRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that enqueue at the same time share one write, and so one commit. Who finds nobody writing writes at once, with
 * what has come together meanwhile; the others wait until their jobs are stored, or until it is their turn to write. Each call
 * returns only when its own jobs are durable.
 *
 * <p>Callers who are let go together soon come back together. So a write that had company is followed by one that waits for as
 * many, though for a small part of what a write takes; else the first to come back would write alone and keep all others waiting.
 */
final class SharedStore {

    private static final int LARGEST = 1_000;

    /** Which part of the time of the last write may be spent on waiting for company: one in so many. */
    private static final int PATIENCE = 4;

    private final Consumer<List<StoredRequest>> store;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition companyIsHere = lock.newCondition();
    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private boolean isWriting;
    private int expected = 1;
    private long lastWriteNanos;

    SharedStore(Consumer<List<StoredRequest>> store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
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
                if (waiting.size() + 1 >= expected) {
                    companyIsHere.signal();
                }
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
            awaitCompany();
            while (!waiting.isEmpty() && size + waiting.getFirst().requests.size() <= LARGEST) {
                calls.add(waiting.getFirst());
                size += waiting.removeFirst().requests.size();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitCompany() {
        long nanos = lastWriteNanos / PATIENCE;
        try {
            while (waiting.size() + 1 < expected && nanos > 0) {
                nanos = companyIsHere.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes them and who waits. Where the jobs cannot be stored together, each call is done alone, so that nobody is blamed for another's job. */
    private void write(List<Call> calls) {
        try {
            gather(calls);
            long start = nanoTime.getAsLong();
            RuntimeException error = tryToStore(calls);
            expect(calls.size(), nanoTime.getAsLong() - start);
            boolean isShared = error == null || error instanceof JobQueueException || calls.size() == 1;
            for (Call call : calls) {
                call.end(isShared ? error : tryToStore(List.of(call)));
            }
        } catch (Error error) {
            calls.forEach(call -> call.end(new JobQueueException("could not enqueue: " + error, error)));
            throw error;
        }
    }

    /** Learns from a write who may be expected at the next one: those who are let go now, and those who came too late. */
    private void expect(int company, long nanos) {
        lock.lock();
        try {
            expected = company + waiting.size();
            lastWriteNanos = nanos;
        } finally {
            lock.unlock();
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

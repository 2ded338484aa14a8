package io.github.steadwork.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands things from many threads to one, in batches. Who puts something in waits where it is full, even if interrupted, so
 * nothing is lost; who takes waits for the first thing and gets all that has come together.
 */
final class Mailbox<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private final ArrayDeque<T> content = new ArrayDeque<>();
    private final int capacity;
    private int enough = 1;
    private boolean closed;

    Mailbox(int capacity) {
        this.capacity = capacity;
    }

    void put(T thing) {
        lock.lock();
        try {
            while (content.size() >= capacity) {
                notFull.awaitUninterruptibly();
            }
            content.addLast(thing);
            if (content.size() == enough) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something, or until it is closed; what there is then, up to so much. */
    List<T> take(int most) throws InterruptedException {
        lock.lock();
        try {
            while (content.isEmpty() && !closed) {
                notEmpty.await();
            }
            return drain(most);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is so much, until it is closed, or so long. */
    void awaitCompany(int company, long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            enough = company;
            while (content.size() < company && !closed && left > 0) {
                left = notEmpty.awaitNanos(left);
            }
        } finally {
            enough = 1;
            lock.unlock();
        }
    }

    /** What there is now, up to so much. */
    List<T> takeNow(int most) {
        lock.lock();
        try {
            return drain(most);
        } finally {
            lock.unlock();
        }
    }

    /** Adds what there is now, up to so much, to a list that has room for it: so nothing is lost for want of memory. */
    void drainTo(List<T> roomy, int most) {
        lock.lock();
        try {
            int size = Math.min(most, content.size());
            for (int i = 0; i < size; i++) {
                roomy.add(content.removeFirst());
            }
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<T> drain(int most) {
        List<T> taken = new ArrayList<>(Math.min(most, content.size()));
        drainTo(taken, most);
        return taken;
    }

    /** Lets the taker go when there is nothing left. Things may still be put in. */
    void close() {
        lock.lock();
        try {
            closed = true;
            notEmpty.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package io.github.steadwork.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What has been claimed and waits for a slot, in order. It knows how many slots wait for it, and calls when it runs low or a
 * slot finds it empty.
 */
final class Buffer {

    private static final int OTHERS = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final ArrayDeque<Attempt> content = new ArrayDeque<>();
    private Runnable onLow = () -> {};
    private int lowMark;
    private int idle;

    /** Sets whom to call when it runs low; it is called under the lock and must return at once. */
    void onLow(Runnable call) {
        lock.lock();
        try {
            onLow = call;
        } finally {
            lock.unlock();
        }
    }

    /** Sets how small it may become before it is called low. */
    void lowMark(int attempts) {
        lock.lock();
        try {
            lowMark = attempts;
        } finally {
            lock.unlock();
        }
    }

    /** Adds attempts in this order; suspects go before all others, since they must not wait, and after them what is URGENT. */
    void add(List<Attempt> attempts) {
        lock.lock();
        try {
            boolean sorted = content.isEmpty() || attempts.stream().allMatch(attempt -> rank(attempt) == OTHERS);
            content.addAll(attempts);
            if (!sorted) {
                sort();
            }
            for (int i = Math.min(idle, attempts.size()); i > 0; i--) {
                notEmpty.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sort() {
        List<Attempt> all = new ArrayList<>(content);
        all.sort(Comparator.comparingInt(Buffer::rank));
        content.clear();
        content.addAll(all);
    }

    private static int rank(Attempt attempt) {
        if (attempt.isSuspect()) {
            return 0;
        }
        return attempt.isUrgent() ? 1 : OTHERS;
    }

    /** How many URGENT ones wait for a slot. */
    int urgent() {
        lock.lock();
        try {
            return (int) content.stream().filter(Attempt::isUrgent).count();
        } finally {
            lock.unlock();
        }
    }

    /** The next attempt, waited for if there is none. */
    Attempt take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (content.isEmpty()) {
                awaitContent();
            } else if (content.size() - 1 <= lowMark) {
                onLow.run();
            }
            return content.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void awaitContent() throws InterruptedException {
        idle++;
        try {
            onLow.run();
            while (content.isEmpty()) {
                notEmpty.await();
            }
        } finally {
            idle--;
        }
    }

    /** Takes the attempts out that are meant. */
    List<Attempt> withdraw(Predicate<Attempt> which) {
        lock.lock();
        try {
            List<Attempt> withdrawn = new ArrayList<>();
            content.removeIf(attempt -> which.test(attempt) && withdrawn.add(attempt));
            return withdrawn;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How it stands.
     *
     * @param waiting how many attempts wait for a slot
     * @param free how many more attempts could start at once
     */
    record Level(int waiting, int free) {}

    Level level() {
        lock.lock();
        try {
            return new Level(content.size(), Math.max(0, idle - content.size()));
        } finally {
            lock.unlock();
        }
    }
}

package io.github.steadwork.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The slots that run jobs, one thread each, and the buffer in front of them. */
final class WorkerPool {

    private final JobRunner runner;
    private final int size;
    private final ThreadFactory threads = WorkerThreads.forJobs("steadwork-worker");
    private final BlockingDeque<Attempt> buffer = new LinkedBlockingDeque<>();
    private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
    private final AtomicInteger idle = new AtomicInteger();
    private volatile Runnable onLow = () -> {};
    private volatile int lowMark;
    private volatile boolean stopping;

    WorkerPool(JobRunner runner, int size) {
        this.runner = runner;
        this.size = size;
    }

    /** Starts the threads; {@code onLow} is called when the buffer is at its low mark or a slot is free. */
    void start(Runnable onLow) {
        this.onLow = onLow;
        for (int i = 0; i < size; i++) {
            addSlot();
        }
    }

    private void addSlot() {
        Slot slot = new Slot();
        slots.add(slot);
        slot.thread.start();
    }

    /** Takes the slot from a thread that does not come back from its attempt, and gives it to a new one. */
    void replace(Attempt stuck) {
        boolean was = slots.removeIf(slot -> slot.current == stuck);
        if (was && !stopping) {
            addSlot();
        }
    }

    /** Adds attempts to be run in this order; suspects go before all others, since they must not wait. */
    void add(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            if (attempt.isSuspect()) {
                buffer.addFirst(attempt);
            } else {
                buffer.addLast(attempt);
            }
        }
    }

    /** How many attempts wait in the buffer. */
    int buffered() {
        return buffer.size();
    }

    /** How many more attempts could start at once. */
    int free() {
        return Math.max(0, idle.get() - buffer.size());
    }

    int size() {
        return size;
    }

    /** Sets how small the buffer may become before it is called low. */
    void lowMark(int attempts) {
        lowMark = attempts;
    }

    /** Takes the attempts out of the buffer that are meant. */
    List<Attempt> withdraw(Predicate<Attempt> which) {
        List<Attempt> withdrawn = new ArrayList<>();
        for (Attempt attempt : buffer) {
            if (which.test(attempt) && buffer.remove(attempt)) {
                withdrawn.add(attempt);
            }
        }
        return withdrawn;
    }

    /** Ends the slots as they become idle; waits so long for those that are busy. */
    void stop(Duration grace) throws InterruptedException {
        stopping = true;
        long deadline = System.nanoTime() + grace.toNanos();
        for (Slot slot : slots) {
            slot.endIfIdle();
        }
        for (Slot slot : slots) {
            slot.thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    /** One thread and what it runs. */
    private final class Slot implements Runnable {

        private final Thread thread = threads.newThread(this);
        private volatile @Nullable Attempt current;

        @Override
        public void run() {
            try {
                boolean ours = true;
                while (ours && !stopping) {
                    ours = runNext();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                slots.remove(this);
            }
        }

        private boolean runNext() throws InterruptedException {
            Attempt next = take();
            current = next;
            try {
                return runner.run(next);
            } finally {
                current = null;
            }
        }

        private Attempt take() throws InterruptedException {
            Attempt next = buffer.poll();
            if (next == null) {
                idle.incrementAndGet();
                try {
                    onLow.run();
                    next = buffer.take();
                } finally {
                    idle.decrementAndGet();
                }
            } else if (buffer.size() <= lowMark) {
                onLow.run();
            }
            return next;
        }

        /** Should it have taken an attempt at this very moment, {@link Attempt#start} clears the interrupt. */
        void endIfIdle() {
            if (current == null) {
                thread.interrupt();
            }
        }
    }
}

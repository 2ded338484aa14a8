package io.github.steadwork.engine;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slots that run jobs, one thread each, and take them from a {@link Buffer}. */
final class WorkerPool {

    private final Buffer buffer;
    private final JobRunner runner;
    private final int size;
    private final Consumer<Attempt> abandon;
    private final ThreadFactory threads = WorkerThreads.forJobs("steadwork-worker");
    private final Set<Slot> slots = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** Calls {@code abandon} for an attempt whose way broke off: not by the user's code, but by want of memory. */
    WorkerPool(Buffer buffer, JobRunner runner, int size, Consumer<Attempt> abandon) {
        this.buffer = buffer;
        this.runner = runner;
        this.size = size;
        this.abandon = abandon;
    }

    void start() {
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
            try {
                Attempt next = buffer.take();
                current = next;
                return runner.run(next);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable exhausted) {
                abandonCurrent();
                return slots.contains(this);
            } finally {
                current = null;
            }
        }

        private void abandonCurrent() {
            Attempt attempt = current;
            if (attempt != null) {
                abandon.accept(attempt);
            }
        }

        /** Should it have taken an attempt at this very moment, {@link Attempt#start} clears the interrupt. */
        void endIfIdle() {
            if (current == null) {
                thread.interrupt();
            }
        }
    }
}

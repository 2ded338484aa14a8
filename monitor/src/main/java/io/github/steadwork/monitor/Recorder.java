package io.github.steadwork.monitor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings what happens into the history, without making the threads that tell it wait.
 *
 * <p>A thread counts in its stripe. Once in five seconds and stripe it also hands a batch over; whoever finds the history
 * free then adds what has been handed over. Nobody waits for a reader: what comes in while one reads is added afterwards.
 */
final class Recorder {

    private final Stripe[] stripes;
    private final Queue<Batch> handedOver = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final History history;

    Recorder(History history) {
        this.history = history;
        int wanted = Math.min(64, 4 * Runtime.getRuntime().availableProcessors());
        int power = Integer.highestOneBit(Math.max(8, 2 * wanted - 1));
        this.stripes = Stream.generate(Stripe::new).limit(power).toArray(Stripe[]::new);
    }

    /**
     * Counts an event.
     *
     * @param length how long the job had waited, for a start, or the attempt had run, for an end, in microseconds; negative if it
     *     says nothing
     * @param micros when it was
     */
    void count(String type, String queue, Kind kind, long length, long micros) {
        Batch full = stripe().count(type, queue, kind, length, Batch.numberOf(micros));
        if (full != null) {
            handOver(full, micros);
        }
    }

    /** Counts much at once, which was at this time. */
    void add(String type, String queue, Cell news, long micros) {
        Batch full = stripe().add(type, queue, news, Batch.numberOf(micros));
        if (full != null) {
            handOver(full, micros);
        }
    }

    private Stripe stripe() {
        return stripes[(int) Thread.currentThread().getId() & (stripes.length - 1)];
    }

    private void handOver(Batch full, long now) {
        handedOver.add(full);
        if (lock.tryLock()) {
            try {
                addHandedOver(now);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Reads the history with all that has happened until now. */
    <T> T read(long now, Function<History, T> reading) {
        lock.lock();
        try {
            for (Stripe stripe : stripes) {
                @Nullable Batch batch = stripe.take();
                if (batch != null) {
                    handedOver.add(batch);
                }
            }
            addHandedOver(now);
            return reading.apply(history);
        } finally {
            lock.unlock();
        }
    }

    private void addHandedOver(long now) {
        for (Batch batch = handedOver.poll(); batch != null; batch = handedOver.poll()) {
            history.add(batch, now);
        }
    }
}

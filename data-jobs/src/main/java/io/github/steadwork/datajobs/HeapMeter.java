package io.github.steadwork.datajobs;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks a few times a second how much heap is in use, from its start until it is closed. */
final class HeapMeter implements AutoCloseable {

    private static final long PAUSE_MILLIS = 250;

    private final AtomicLong highest = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HeapMeter() {}

    static HeapMeter start() {
        HeapMeter meter = new HeapMeter();
        Thread thread = new Thread(meter::lookUntilClosed, "steadwork-heap-meter");
        thread.setDaemon(true);
        thread.start();
        return meter;
    }

    private void lookUntilClosed() {
        try {
            do {
                look();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        highest.accumulateAndGet(used, Math::max);
    }

    /** The most bytes so far. */
    long highest() {
        look();
        return highest.get();
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

package io.github.steadwork.scheduler.firing;

import io.github.steadwork.event.JobEvent;
import io.github.steadwork.event.JobListener;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks again and again what is due, on a thread of its own, until it is closed. What goes wrong is told, and tried again. */
final class FiringLoop {

    private static final String VERB = "fire schedules";
    private static final long PATIENCE_MILLIS = 5_000;

    private final Firing firing;
    private final JobListener listener;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean failed;

    FiringLoop(Firing firing, JobListener listener, Duration pause) {
        this.firing = firing;
        this.listener = listener;
        this.pause = pause;
    }

    synchronized void start() {
        if (thread != null || closed.getCount() == 0) {
            throw new IllegalStateException("a scheduler can be started once, before it is closed");
        }
        thread = new Thread(this::run, "steadwork-scheduler");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            do {
                look();
            } while (!closed.await(pauseNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** A little different each time, so that many nodes do not look all at once. */
    private long pauseNanos() {
        long nanos = pause.toNanos();
        return nanos - nanos / 4 + ThreadLocalRandom.current().nextLong(nanos / 2 + 1);
    }

    private void look() {
        try {
            firing.fireDue();
            if (failed) {
                failed = false;
                listener.on(new JobEvent.BackendRecovered(VERB));
            }
        } catch (Throwable error) {
            failed = true;
            listener.on(new JobEvent.BackendFailed(VERB, error, pause));
        }
    }

    synchronized void close() {
        closed.countDown();
        firing.end();
        Thread running = thread;
        if (running == null) {
            return;
        }
        try {
            running.join(PATIENCE_MILLIS);
            running.interrupt();
        } catch (InterruptedException e) {
            running.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

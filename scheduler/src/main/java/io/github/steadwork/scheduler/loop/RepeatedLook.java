package io.github.steadwork.scheduler.loop;

import io.github.steadwork.engine.JobEngine;
import io.github.steadwork.event.JobEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks again and again what is to be done, on a thread of its own, until it is closed; unless schedulers are switched off. What goes wrong
 * is told to the listeners of the engine, and tried again.
 */
public final class RepeatedLook implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 5_000;

    private final String name;
    private final String verb;
    private final Runnable act;
    private final JobEngine engine;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean failed;

    /**
     * Not started.
     *
     * @param name of its thread
     * @param verb what it does, for events
     * @param pause how long it waits between two looks, about
     */
    public RepeatedLook(JobEngine engine, String name, String verb, Runnable act, Duration pause) {
        this.engine = engine;
        this.name = name;
        this.verb = verb;
        this.act = act;
        this.pause = pause;
    }

    /**
     * The pause, if it can be one.
     *
     * @throws IllegalArgumentException if it is not longer than nothing
     */
    public static Duration requirePause(Duration pause) {
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("interval is " + pause + ", allowed is more than zero");
        }
        return pause;
    }

    /**
     * Starts; does nothing with {@code JOB_SCHEDULER_ENABLED=false}.
     *
     * @param first what to do before the first look, on this thread
     * @throws IllegalStateException if it has been started before, or closed
     */
    public synchronized void start(Runnable first) {
        if (thread != null || closed.getCount() == 0) {
            throw new IllegalStateException(name + " can be started once, before it is closed");
        }
        if (!engine.config().schedulerEnabled()) {
            return;
        }
        first.run();
        thread = new Thread(this::run, name);
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
            act.run();
            if (failed) {
                failed = false;
                engine.tell(new JobEvent.BackendRecovered(verb));
            }
        } catch (Throwable error) {
            failed = true;
            engine.tell(new JobEvent.BackendFailed(verb, error, pause));
        }
    }

    /** Looks no more; returns when the last look is over, or after a few seconds. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        closed.countDown();
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

package io.github.steadwork.engine;

import io.github.steadwork.job.Priority;
import io.github.steadwork.job.Progress;
import io.github.steadwork.job.ProgressMeter;
import io.github.steadwork.queue.Claim;
import io.github.steadwork.queue.JobRecord;
import io.github.steadwork.queue.Lease;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One claimed job in this process, from its claim to its settling.
 *
 * <p>Two parties may end it: the thread that runs it, and whoever gives up on that thread. {@link #end} lets exactly one of
 * them win. All fields that change are guarded by this object, which is never held while user code runs; so an interrupt
 * can only hit the thread while it is still busy with this very attempt.
 */
final class Attempt {

    /** Why an attempt should end. */
    enum Stop {
        CANCELLED,
        TIMED_OUT,
        SHUTTING_DOWN,
        LEASE_LOST,
        GIVING_WAY
    }

    static final int NOWHERE = -1;

    /** Where it stands among the {@link HeldJobs}, which alone may touch this. */
    int place;

    private final Claim claim;
    private final InstantSource clock;
    private volatile @Nullable ProgressMeter progress;
    private volatile @Nullable Stop stop;
    private String stopReason = "";
    private volatile @Nullable String yieldReason;
    private volatile boolean clean;
    private @Nullable Thread thread;
    private long startNanos;
    private boolean started;
    private boolean ended;

    Attempt(Claim claim, InstantSource clock, int place) {
        this.claim = claim;
        this.clock = clock;
        this.place = place;
    }

    JobRecord job() {
        return claim.job();
    }

    Lease lease() {
        return claim.lease();
    }

    boolean isSuspect() {
        return claim.suspect();
    }

    boolean isUrgent() {
        return job().request().priority() == Priority.URGENT;
    }

    /** Begins to run on this thread; false if it has been ended or stopped while it was waiting for one. */
    synchronized boolean start(Thread runner) {
        if (ended || stop != null) {
            return false;
        }
        Thread.interrupted(); // whatever an earlier attempt left behind
        thread = runner;
        startNanos = System.nanoTime();
        started = true;
        return true;
    }

    /** Asks it to end. The first reason stays, but for a lost lease, which goes before all others. */
    synchronized void stop(Stop why, String reason) {
        if (stop == null || why == Stop.LEASE_LOST) {
            stop = why;
            stopReason = reason;
        }
    }

    /** Asks it to stop at its next checkpoint; until then it goes on, and what it does is not lost. */
    void askToYield(String reason) {
        yieldReason = reason;
    }

    boolean isYielding() {
        return yieldReason != null;
    }

    /** Stops it if it was asked to yield, now that it has a checkpoint; true if it was. */
    boolean stopToYield() {
        String reason = yieldReason;
        if (reason != null) {
            stop(Stop.GIVING_WAY, reason);
        }
        return reason != null;
    }

    /** Leaves no checkpoint if it is cancelled. */
    void cleanUp() {
        clean = true;
    }

    boolean isClean() {
        return clean;
    }

    /** Interrupts the thread that runs it, if there is one. */
    synchronized void interrupt() {
        if (thread != null && !ended) {
            thread.interrupt();
        }
    }

    /** Ends it; true for the first who does, who then has to settle it. */
    synchronized boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        thread = null;
        return true;
    }

    synchronized boolean isRunning() {
        return started && !ended;
    }

    synchronized boolean isStarted() {
        return started;
    }

    /** Why it should end; empty if it may go on. */
    Optional<Stop> stop() {
        return Optional.ofNullable(stop);
    }

    boolean isStopped() {
        return stop != null;
    }

    synchronized String stopReason() {
        return stopReason;
    }

    synchronized Duration ran() {
        return started ? Duration.ofNanos(System.nanoTime() - startNanos) : Duration.ZERO;
    }

    /** The meter, made when it is first asked for: most jobs never do. */
    ProgressMeter progressMeter() {
        ProgressMeter meter = progress;
        if (meter == null) {
            synchronized (this) {
                meter = progress;
                if (meter == null) {
                    meter = new ProgressMeter(clock);
                    progress = meter;
                }
            }
        }
        return meter;
    }

    /** How far it is; empty if it has never said. */
    Optional<Progress> progress() {
        return Optional.ofNullable(progress).map(ProgressMeter::snapshot);
    }
}

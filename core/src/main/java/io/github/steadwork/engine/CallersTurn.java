package io.github.steadwork.engine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The work of an engine that was not started, done by the thread that calls: one job after the other, each claimed when it is its
 * turn. What an engine's own threads do beside that is done at the beginning, after a while, and before it is said that there is
 * nothing to do.
 */
final class CallersTurn {

    private static final long WHILE = Duration.ofMillis(250).toNanos();

    private final Runnable upkeep;
    private final BooleanSupplier runNext;
    private long last;

    /** Calls {@code runNext}, which says whether there was one. */
    CallersTurn(Runnable upkeep, BooleanSupplier runNext) {
        this.upkeep = upkeep;
        this.runNext = runNext;
    }

    /** Runs so many jobs at most; gives how many there were. */
    int take(int most) {
        keepUp();
        int ran = 0;
        while (ran < most && runsNext()) {
            ran++;
            if (System.nanoTime() - last > WHILE) {
                keepUp();
            }
        }
        return ran;
    }

    private boolean runsNext() {
        if (runNext.getAsBoolean()) {
            return true;
        }
        keepUp();
        return runNext.getAsBoolean();
    }

    private void keepUp() {
        upkeep.run();
        last = System.nanoTime();
    }
}

package io.github.steadwork.engine;

import io.github.steadwork.queue.Outcome;
import io.github.steadwork.queue.Settlement;
import java.time.Duration;

/**
 * An attempt with its outcome, on its way to be stored and told.
 *
 * @param ran how long it ran
 * @param performance what happened in the user's code, for its hooks
 */
record Ended(Attempt attempt, Outcome outcome, Duration ran, Performance performance) {

    Settlement settlement() {
        return new Settlement(attempt.lease(), outcome, ran);
    }

    /** Whether a place within a limit is free by now, so that others may be claimed. */
    boolean leavesAPlace() {
        return !attempt.job().request().flow().limits().isEmpty();
    }

    /** The same end with another outcome, since the first could not be stored. */
    Ended with(Outcome other) {
        return new Ended(attempt, other, ran, performance);
    }
}

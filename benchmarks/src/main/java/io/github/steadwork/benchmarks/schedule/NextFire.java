package io.github.steadwork.benchmarks.schedule;

import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Steps through the fire times of some cron expressions, parsed before.
 *
 * @param schedules give the first fire time after an instant
 */
record NextFire(String name, List<UnaryOperator<Instant>> schedules, int steps) implements Contender {

    private static final long TIME_NANOS = 500_000_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Sample measure() {
        long start = System.nanoTime();
        long fireTimes = 0;
        while (System.nanoTime() - start < TIME_NANOS) {
            fireTimes += (long) steps * walk().size();
        }
        return Sample.rate(fireTimes, System.nanoTime() - start);
    }

    /** Where each schedule ends after all steps. */
    List<Instant> walk() {
        return schedules.stream().map(this::walk).toList();
    }

    private Instant walk(UnaryOperator<Instant> schedule) {
        Instant at = START;
        for (int step = 0; step < steps; step++) {
            at = schedule.apply(at);
        }
        return at;
    }
}

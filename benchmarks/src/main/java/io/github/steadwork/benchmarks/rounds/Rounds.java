package io.github.steadwork.benchmarks.rounds;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs contenders in turns, so that what disturbs the machine disturbs all of them. Who fails once is out, with a word on
 * standard error.
 *
 * @param warmUps rounds that do not count
 * @param rounds rounds that count
 */
public record Rounds(int warmUps, int rounds) {

    /** Runs them all. */
    public Results run(List<? extends Contender> contenders) throws InterruptedException {
        Results results = new Results();
        Set<String> out = new HashSet<>();
        for (int round = -warmUps; round < rounds; round++) {
            for (Contender contender : contenders) {
                if (!out.contains(contender.name()) && !hasRun(contender, round >= 0, results)) {
                    out.add(contender.name());
                }
            }
        }
        return results;
    }

    private static boolean hasRun(Contender contender, boolean counts, Results results) throws InterruptedException {
        try {
            Sample sample = contender.measure();
            System.err.println((counts ? "round:   " : "warm-up: ") + contender.name() + " " + sample);
            if (counts) {
                results.add(contender.name(), sample);
            }
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception failure) {
            results.failed(contender.name(), failure);
            return false;
        }
    }
}

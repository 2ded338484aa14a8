package io.github.steadwork.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs contenders in turns, so that what disturbs the machine disturbs all of them, and compares medians. */
final class Rounds {

    private final int warmUps;
    private final int rounds;

    Rounds(int warmUps, int rounds) {
        this.warmUps = warmUps;
        this.rounds = rounds;
    }

    /**
     * What came out for one contender.
     *
     * @param perSecond jobs per second of each round, sorted
     */
    record Result(List<Double> perSecond) {

        double median() {
            return perSecond.get(perSecond.size() / 2);
        }

        double min() {
            return perSecond.get(0);
        }

        double max() {
            return perSecond.get(perSecond.size() - 1);
        }
    }

    Map<String, Result> run(List<? extends Contender> contenders, int jobs) throws Exception {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = -warmUps; round < rounds; round++) {
            for (Contender contender : contenders) {
                double rate = jobs * 1e9 / contender.nanos(jobs);
                if (round >= 0) {
                    rates.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        Map<String, Result> results = new LinkedHashMap<>();
        rates.forEach((name, all) ->
                results.put(name, new Result(all.stream().sorted().toList())));
        return results;
    }

    /** A table of results, in jobs per second. */
    static String table(String title, Map<String, Result> results) {
        StringBuilder table = new StringBuilder(title + System.lineSeparator());
        results.forEach((name, result) -> table.append(String.format(
                Locale.ROOT,
                "  %-34s %,12.0f /s   (%,.0f to %,.0f)%n",
                name,
                result.median(),
                result.min(),
                result.max())));
        return table.toString();
    }
}

package io.github.steadwork.benchmarks.rounds;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one contender did in one round. */
public record Sample(Map<Figure, Double> figures) {

    /** Copies the map. */
    public Sample {
        figures = Map.copyOf(figures);
    }

    /** Nothing but so many jobs in this time. */
    public static Sample rate(long jobs, long nanos) {
        return new Sample(Map.of(Figure.RATE, jobs * 1e9 / nanos));
    }

    @Override
    public String toString() {
        return new TreeMap<>(figures)
                .entrySet().stream()
                        .map(figure -> figure.getKey().shown(figure.getValue()))
                        .collect(Collectors.joining(", "));
    }
}

package io.github.steadwork.benchmarks.rounds;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out for each contender: medians, with the worst and the best round. Not safe for use by many threads. */
public final class Results {

    private static final double PERCENT = 100;

    private final Map<String, Map<Figure, List<Double>>> byName = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    void add(String name, Sample sample) {
        Map<Figure, List<Double>> figures = byName.computeIfAbsent(name, any -> new EnumMap<>(Figure.class));
        sample.figures().forEach((figure, value) -> {
            List<Double> values = figures.computeIfAbsent(figure, any -> new ArrayList<>());
            values.add(value);
            values.sort(null);
        });
    }

    void failed(String name, Exception failure) {
        failures.put(name, failure.toString());
        byName.remove(name);
        System.err.println(name + " failed:");
        failure.printStackTrace();
    }

    /** The median, or not a number where there is none. */
    public double median(String name, Figure figure) {
        List<Double> values = byName.getOrDefault(name, Map.of()).getOrDefault(figure, List.of());
        return values.isEmpty() ? Double.NaN : values.get(values.size() / 2);
    }

    /** Writes the table. */
    public void print(String title) {
        System.out.println();
        System.out.println(title);
        byName.forEach((name, figures) -> System.out.println("  " + line(name, figures)));
        failures.forEach((name, why) -> System.out.printf(Locale.ROOT, "  %-22s FAILED: %s%n", name, why));
    }

    private static String line(String name, Map<Figure, List<Double>> figures) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-22s", name));
        figures.forEach((figure, values) -> line.append(" | ")
                .append(figure.shown(values.get(values.size() / 2)))
                .append(" (" + figure.bare(values.get(0)) + " to " + figure.bare(values.get(values.size() - 1)) + ")"));
        return line.toString();
    }

    /** Adds how many times better ours is than theirs; where one of them is missing, nothing. */
    public void ratio(
            Map<String, Double> ratios, String measure, String peer, Figure figure, String ours, String theirs) {
        double ratio = figure.ratio(median(ours, figure), median(theirs, figure));
        if (Double.isFinite(ratio)) {
            ratios.put(measure + " ours/" + peer, Math.round(ratio * PERCENT) / PERCENT);
        }
    }
}

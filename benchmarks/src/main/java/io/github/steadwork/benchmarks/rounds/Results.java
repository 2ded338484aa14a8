package io.github.steadwork.benchmarks.rounds;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came out for each contender: medians, with the worst and the best round. Not safe for use by many threads. */
public final class Results {

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

    private double median(String name, Figure figure) {
        List<Double> values = byName.getOrDefault(name, Map.of()).getOrDefault(figure, List.of());
        return values.isEmpty() ? Double.NaN : middle(values);
    }

    private static double middle(List<Double> sorted) {
        int size = sorted.size();
        return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    /** How many times better one contender is than another; not a number where one of them is missing. */
    public double ratio(Figure figure, String ours, String theirs) {
        return figure.ratio(median(ours, figure), median(theirs, figure));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        byName.forEach((name, figures) -> lines.add("  " + line(name, figures)));
        failures.forEach((name, why) -> lines.add(String.format(Locale.ROOT, "  %-22s FAILED: %s", name, why)));
        return lines;
    }

    private static String line(String name, Map<Figure, List<Double>> figures) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-22s", name));
        figures.forEach((figure, values) -> line.append(" | ")
                .append(figure.shown(middle(values)))
                .append(" (" + figure.bare(values.get(0)) + " to " + figure.bare(values.get(values.size() - 1)) + ")"));
        return line.toString();
    }
}

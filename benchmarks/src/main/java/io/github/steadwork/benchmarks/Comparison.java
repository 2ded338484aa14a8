package io.github.steadwork.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Shows how the ratios of the last runs differ from those that were published. */
final class Comparison {

    private static final String PREFIX = "ratio ";
    private static final double NOTABLE = 0.2;

    private Comparison() {}

    static void print(Path published, Path measured) throws IOException {
        Map<String, Double> now = read(measured);
        System.out.printf("%-52s %10s %10s%n", "ratio (more is better)", "published", "last run");
        read(published).forEach((name, then) -> {
            Double again = now.get(name);
            System.out.println(
                    again == null
                            ? line(name, then, "-", "not run")
                            : line(name, then, number(again), verdict(again / then - 1)));
        });
    }

    private static String line(String name, double then, String now, String verdict) {
        return String.format(Locale.ROOT, "%-52s %10s %10s  %s", name, number(then), now, verdict);
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String verdict(double change) {
        String words = change < -NOTABLE ? "  WORSE" : change > NOTABLE ? "  better" : "";
        return String.format(Locale.ROOT, "%+.0f %%%s", change * 100, words);
    }

    private static Map<String, Double> read(Path folder) throws IOException {
        Map<String, Double> ratios = new LinkedHashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(PREFIX))
                            .forEach(line -> add(line, ratios));
                }
            }
        }
        return ratios;
    }

    private static void add(String line, Map<String, Double> ratios) {
        int number = line.lastIndexOf(' ');
        ratios.put(line.substring(PREFIX.length(), number), Double.valueOf(line.substring(number + 1)));
    }
}

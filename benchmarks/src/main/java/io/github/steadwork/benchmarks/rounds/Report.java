package io.github.steadwork.benchmarks.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run says: on standard output at once, and in a file at the end. Not safe for use by many threads. */
public final class Report {

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();

    /** Says a line. */
    public void say(String line) {
        System.out.println(line);
        lines.add("# " + line);
    }

    /** Shows what came out. */
    public void table(String title, Results results) {
        say("");
        say(title);
        results.lines().forEach(this::say);
    }

    /** Adds how many times better ours is than theirs; where one of them is missing, nothing. */
    public void ratio(String measure, String peer, double ratio) {
        if (Double.isFinite(ratio)) {
            ratios.put(measure + " ours/" + peer, ratio);
        }
    }

    /** Ends with the ratios, and keeps all of it in a file: the ratios as they are, everything else as comments. */
    public void end(Path file) throws IOException {
        System.out.println();
        ratios.forEach((name, ratio) -> {
            String line = String.format(Locale.ROOT, "ratio %s %.2f", name, ratio);
            System.out.println(line);
            lines.add(line);
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }
}

package io.github.steadwork.examples.strikes;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param file the file to read; empty for the one that comes with the example
 * @param out the folder for everything that is written, jobs included
 * @param repeat how many times the rows are read, 1 or more
 * @param help whether only the usage is wanted
 */
record StrikeOptions(Optional<Path> file, Path out, int repeat, boolean help) {

    static final String USAGE = """
            Reads wildlife strikes from a CSV file, cleans them, and writes a report.

              --file FILE   the file to read, plain or .gz; unless given, the one that comes with the example
              --out FOLDER  where to write; unless given, target/wildlife-strikes
              --repeat N    read the rows N times, for size; 1 unless given
              --help        show this

            Stop it at any moment, by force too: when it is started again, it goes on. The jobs stand in a database in
            the folder; JOB_QUEUE_BACKEND=memory or JOB_BROKER_URL=jdbc:postgresql://... keep them elsewhere. More
            environment variables, as JOB_WORKERS=4 or JOB_LOG_LEVEL=DEBUG, set up the engine.
            """;

    /** Makes the paths whole, for jobs may be run by a process that stands in another folder. */
    StrikeOptions {
        file = file.map(Path::toAbsolutePath);
        out = out.toAbsolutePath().normalize();
    }

    /** The folder for what the steps hand to each other. */
    Path work() {
        return out.resolve("work");
    }

    /** What a run is asked for, as text: a run that was asked for something else is another one. */
    String asked() {
        return file.map(Path::toString).orElse("the example's own file") + " x " + repeat;
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException if it says something else than the usage
     */
    static StrikeOptions parse(String... args) {
        StrikeOptions options = new StrikeOptions(Optional.empty(), Path.of("target", "wildlife-strikes"), 1, false);
        Iterator<String> rest = Arrays.asList(args).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private StrikeOptions with(String option, Iterator<String> rest) {
        return switch (option) {
            case "--file" -> new StrikeOptions(Optional.of(Path.of(value(option, rest))), out, repeat, help);
            case "--out" -> new StrikeOptions(file, Path.of(value(option, rest)), repeat, help);
            case "--repeat" -> new StrikeOptions(file, out, times(value(option, rest)), help);
            case "--help", "-h" -> new StrikeOptions(file, out, repeat, true);
            default -> throw new IllegalArgumentException("there is no option '" + option + "'");
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value behind it");
        }
        return rest.next();
    }

    private static int times(String text) {
        try {
            int times = Integer.parseInt(text);
            if (times >= 1) {
                return times;
            }
        } catch (NumberFormatException e) {
            // told below, as for a number that is too small
        }
        throw new IllegalArgumentException("--repeat is '" + text + "', allowed is a whole number, 1 or more");
    }
}

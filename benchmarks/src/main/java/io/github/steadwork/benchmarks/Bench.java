package io.github.steadwork.benchmarks;

import java.util.Locale;

/** The entry point: {@code ./bench --help}. */
public final class Bench {

    private static final String HELP = """
            Measures Steadwork beside its peers, in one run, in turns.

              ./bench memory [--full]   the in-memory backend beside bare executors
              ./bench --help            this text

            The last lines of a run are for machines: ratio <area>.<measure> ours/<peer> <number>; more is better.
            """;

    private Bench() {}

    /** Runs what is named. */
    public static void main(String[] args) throws Exception {
        String area = args.length == 0 ? "--help" : args[0];
        boolean full = args.length > 1 && args[1].equals("--full");
        switch (area) {
            case "memory" -> MemoryBench.run(new Rounds(3, full ? 11 : 5), full ? 1_000_000 : 300_000);
            case "--help" -> System.out.print(HELP);
            default -> {
                System.err.print("there is no benchmark '" + area + "'\n\n" + HELP);
                System.exit(2);
            }
        }
    }

    static void ratio(String measure, String peer, double ratio) {
        System.out.printf(Locale.ROOT, "ratio %s ours/%s %.2f%n", measure, peer, ratio);
    }
}

package io.github.steadwork.benchmarks;

import io.github.steadwork.benchmarks.memory.MemoryBench;
import io.github.steadwork.benchmarks.queue.QueueBench;
import io.github.steadwork.benchmarks.queue.QueueOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The entry point: {@code ./bench --help}. */
public final class Bench {

    private static final String HELP = """
            Measures Steadwork beside its peers, in one run, in turns.

              ./bench queue [options]   durable queues on one PostgreSQL, which it starts itself
                  --only <measures>     of enqueue-1-thread, enqueue-8-threads, enqueue-batch, drain
                  --peers <peers>       of raw, db-scheduler, jobrunr, quartz, steadwork
                  --rounds <n>          rounds that count
                  --url <JDBC URL>      a PostgreSQL that you run, on which databases may be created
                  --full                larger and longer
              ./bench memory [--full]   the in-memory backend beside bare executors
              ./bench --help            this text

            The last lines of a run are for machines: ratio <area>.<measure> ours/<peer> <number>; more is better.
            """;

    private Bench() {}

    /** Runs what is named. */
    public static void main(String[] args) throws Exception {
        List<String> words = Arrays.asList(args);
        String area = words.isEmpty() ? "--help" : words.get(0);
        try {
            run(area, words.subList(Math.min(1, words.size()), words.size()));
        } catch (IllegalArgumentException wrong) {
            System.err.print(wrong.getMessage() + "\n\n" + HELP);
            System.exit(2);
        }
    }

    private static void run(String area, List<String> options) throws Exception {
        switch (area) {
            case "queue" -> print(QueueBench.run(QueueOptions.of(options)));
            case "memory" -> print(MemoryBench.run(options.contains("--full")));
            case "--help" -> System.out.print(HELP);
            default -> throw new IllegalArgumentException("there is no benchmark '" + area + "'");
        }
    }

    private static void print(Map<String, Double> ratios) {
        System.out.println();
        ratios.forEach((name, ratio) -> System.out.printf(Locale.ROOT, "ratio %s %.2f%n", name, ratio));
    }
}

package io.github.steadwork.benchmarks.data;

import io.github.steadwork.benchmarks.rounds.ChildJvm;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Works in a JVM of its own, which stays for all rounds of a measure.
 *
 * @param count how many rows, or whatever else is counted, it works on
 * @param databases lends an empty database for each round, where one is needed
 * @param agreement on what is right
 */
record DataContender(String name, ChildJvm jvm, long count, Databases databases, Agreement agreement)
        implements Contender, AutoCloseable {

    private static final double NANOS_PER_US = 1_000;
    private static final double BYTES_PER_MB = 1 << 20;

    @Override
    public Sample measure() throws Exception {
        try (Databases.Lent database = databases.lend()) {
            List<String> answer = List.of(jvm.ask(database.url()).split("\t", -1));
            if (answer.get(0).equals(WorkMain.FAILED)) {
                throw new IllegalStateException(answer.get(1));
            }
            agreement.check(name, answer.get(5));
            return sample(answer);
        }
    }

    private Sample sample(List<String> answer) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RATE, count * 1e9 / Long.parseLong(answer.get(1)));
        figures.put(Figure.ROW_CPU, Long.parseLong(answer.get(2)) / NANOS_PER_US / count);
        figures.put(Figure.HEAP, Long.parseLong(answer.get(3)) / BYTES_PER_MB);
        figures.put(Figure.MEMORY, Long.parseLong(answer.get(4)) / BYTES_PER_MB);
        return new Sample(figures);
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** Where a database comes from. */
    @FunctionalInterface
    interface Databases {

        /** For work that needs none. */
        Databases NONE = () -> new Lent("", () -> {});

        Lent lend() throws Exception;

        /** A database for one round. */
        record Lent(String url, AutoCloseable end) implements AutoCloseable {
            @Override
            public void close() throws Exception {
                end.close();
            }
        }
    }
}

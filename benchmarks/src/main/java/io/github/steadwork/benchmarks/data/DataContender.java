package io.github.steadwork.benchmarks.data;

import io.github.steadwork.benchmarks.rounds.ChildJvm;
import io.github.steadwork.benchmarks.rounds.Contender;
import io.github.steadwork.benchmarks.rounds.Figure;
import io.github.steadwork.benchmarks.rounds.Sample;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

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
            long before = database.cpu().getAsLong();
            List<String> took = List.of(ask(database.url()).split("\t"));
            long served = database.cpu().getAsLong() - before;
            agreement.check(name, ask(WorkMain.TELL));
            return sample(took, served);
        }
    }

    private String ask(String order) throws IOException {
        String answer = jvm.ask(order);
        String rest = answer.substring(answer.indexOf('\t') + 1);
        if (answer.startsWith(WorkMain.FAILED)) {
            throw new IllegalStateException(rest);
        }
        return rest;
    }

    private Sample sample(List<String> took, long served) {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.RATE, count * 1e9 / Long.parseLong(took.get(0)));
        figures.put(Figure.ROW_CPU, Long.parseLong(took.get(1)) / NANOS_PER_US / count);
        if (served > 0) {
            figures.put(Figure.SERVER_CPU, served / NANOS_PER_US / count);
        }
        figures.put(Figure.HEAP, Long.parseLong(took.get(2)) / BYTES_PER_MB);
        figures.put(Figure.MEMORY, Long.parseLong(took.get(3)) / BYTES_PER_MB);
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
        Databases NONE = () -> new Lent("", () -> 0, () -> {});

        Lent lend() throws SQLException;

        /**
         * A database for one round.
         *
         * @param cpu processor time that its server has used so far, in nanoseconds
         * @param end gives it back
         */
        record Lent(String url, LongSupplier cpu, End end) implements AutoCloseable {
            @Override
            public void close() throws SQLException {
                end.close();
            }
        }

        /** Gives back what was lent. */
        @FunctionalInterface
        interface End {
            void close() throws SQLException;
        }
    }
}

package io.github.steadwork.pipeline.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.job.BaseJob;
import io.github.steadwork.job.JobFailedException;
import io.github.steadwork.job.JobType;
import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.jdbc.Connections;
import io.github.steadwork.pipeline.jdbc.SinkState;
import io.github.steadwork.pipeline.jdbc.TableSink;
import io.github.steadwork.pipeline.jdbc.TableTarget;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.retry.RetryPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows without an end go to a table once each, whenever the process dies. */
class TableStreamTest {

    private static final Schema NUMBERS = Schema.of(Column.of("number", ColumnType.LONG));
    private static final Schema SUMS =
            Schema.of(Column.of("position", ColumnType.LONG), Column.of("total", ColumnType.LONG));

    private final JdbcDataSource real = new JdbcDataSource();
    private final Killer killer = new Killer();

    @TempDir
    Path folder;

    @BeforeEach
    void database() {
        real.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    }

    /** Dies at one of the steps that it counts, and from then on at each, until it is armed again. */
    private static final class Killer {

        private long left = Long.MAX_VALUE;

        void step() {
            if (--left <= 0) {
                throw new IllegalStateException("killed");
            }
        }

        void arm(long steps) {
            left = steps;
        }
    }

    /** The numbers from 1 to a last one; the position is the last that was given. */
    private record Counting(long last, Killer killer) implements RowSource {

        @Override
        public Schema schema() {
            return NUMBERS;
        }

        @Override
        public Reader open(String position) {
            long[] given = {position.isEmpty() ? 0 : Long.parseLong(position)};
            return new Reader() {
                @Override
                public @Nullable Row poll(Duration wait) {
                    killer.step();
                    return given[0] == last ? null : Row.of(NUMBERS, ++given[0]);
                }

                @Override
                public String position() {
                    killer.step();
                    return Long.toString(given[0]);
                }

                @Override
                public boolean isEnded() {
                    return given[0] == last;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Sums up numbers, three by three; what is summed of an unfinished three must survive. */
    private static final class ByThree implements RowOperator {

        private long seen;
        private long total;

        @Override
        public void take(Row row, Consumer<Row> out) {
            seen++;
            total += row.get(0) instanceof Long number ? number : 0;
            if (seen % 3 == 0) {
                out.accept(Row.of(SUMS, seen, total));
                total = 0;
            }
        }

        @Override
        public String state() {
            return seen + ":" + total;
        }

        @Override
        public void restore(String state) {
            seen = Long.parseLong(state.substring(0, state.indexOf(':')));
            total = Long.parseLong(state.substring(state.indexOf(':') + 1));
        }
    }

    /** The database as the process sees it that may be killed right before and right after a commit. */
    private DataSource mortal() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    Connection connection = real.getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (me, call, with) -> {
                                boolean commits = call.getName().equals("commit");
                                if (commits) {
                                    killer.step();
                                }
                                try {
                                    Object result = call.invoke(connection, with);
                                    if (commits) {
                                        killer.step();
                                    }
                                    return result;
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                });
    }

    private SinkState run(RowSource source, boolean summed, int chunkRows, String table) {
        JobType<String, SinkState> type = JobType.of("stream", String.class, SinkState.class);
        SinkState state = BaseJob.of(type, (name, context) -> {
                    TableSink sink = TableSink.open(
                            Connections.of("db", mortal()),
                            TableTarget.insert("db", table).perChunk(),
                            summed ? SUMS : NUMBERS,
                            name);
                    return TableStream.of(source)
                            .through(summed ? new ByThree() : RowOperator.NONE)
                            .chunks(chunkRows, Duration.ofSeconds(30))
                            .run(sink, context);
                })
                .run(table, RetryPolicy.NONE);
        return Objects.requireNonNull(state);
    }

    private List<List<Long>> rows(String table) throws SQLException {
        List<List<Long>> rows = new ArrayList<>();
        try (Connection connection = real.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<Long> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(found.getLong(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    @Test
    void killedAnywhereEachRowCountsOnce() throws SQLException {
        RowSource source = new Counting(17, killer);
        List<List<Long>> expected = LongStream.rangeClosed(1, 5)
                .mapToObj(three -> List.of(3 * three, 9 * three - 3))
                .toList();
        int deaths = 0;
        for (int steps = 1; deaths == steps - 1; steps++) {
            String table = "t" + steps;
            killer.arm(steps);
            try {
                run(source, true, 4, table);
            } catch (JobFailedException e) {
                assertThat(e).hasRootCauseMessage("killed");
                deaths++;
                killer.arm(Long.MAX_VALUE);
                assertThat(run(source, true, 4, table).rowsRead()).isEqualTo(17);
            }
            assertThat(rows(table)).as("killed at step %d", steps).isEqualTo(expected);
        }
        assertThat(deaths).isGreaterThan(20);
    }

    @Test
    void historyComesFirstAndThenWhatGoesOn() throws Exception {
        Path history = folder.resolve("history.csv");
        Files.writeString(history, "number\n-2\n-1\n0\n");
        RowSource both =
                RowSource.of(DataFormats.standard(), Dataset.csv(history)).then(new Counting(4, killer));
        List<List<Long>> expected =
                LongStream.rangeClosed(-2, 4).mapToObj(List::of).toList();
        for (int steps = 1; steps < 14; steps++) {
            String table = "both" + steps;
            killer.arm(steps);
            try {
                run(both, false, 2, table);
            } catch (JobFailedException e) {
                killer.arm(Long.MAX_VALUE);
                run(both, false, 2, table);
            }
            assertThat(rows(table)).isEqualTo(expected);
        }
    }

    @Test
    void whatIsPublishedAtAnEndIsNoPlaceForAStream() {
        JobType<String, SinkState> type = JobType.of("stream", String.class, SinkState.class);
        BaseJob<String, SinkState> job = BaseJob.of(
                type,
                (name, context) -> TableStream.of(new Counting(1, killer))
                        .run(
                                TableSink.open(
                                        Connections.of("db", real), TableTarget.insert("db", "late"), NUMBERS, "late"),
                                context));
        assertThatThrownBy(() -> job.run("", RetryPolicy.NONE)).rootCause().hasMessageContaining("PER_CHUNK");
    }
}

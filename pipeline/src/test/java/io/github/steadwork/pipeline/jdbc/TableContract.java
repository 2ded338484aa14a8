package io.github.steadwork.pipeline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.pipeline.data.DataFormats;
import io.github.steadwork.pipeline.data.Dataset;
import io.github.steadwork.pipeline.data.RowReader;
import io.github.steadwork.pipeline.data.RowWriter;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.retry.TransientException;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tables are read and written, whichever database it is. */
abstract class TableContract {

    static final Schema ORDERS = Schema.of(
            Column.required("id", ColumnType.LONG),
            Column.of("name", ColumnType.STRING),
            Column.of("price", ColumnType.DECIMAL));

    private DataSource database = new UrlSource("set before each test");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Connections connections = Connections.of("db", database);

    /** An empty database. */
    abstract DataSource openDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = openDatabase();
        connections = Connections.of("db", database).clock(() -> now);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", values));
            }
        }
        return rows;
    }

    private static Row order(long id, String name) {
        return Row.of(ORDERS, id, name, new BigDecimal("1.50"));
    }

    private TableSink sink(TableTarget target, String run) throws SQLException {
        return TableSink.open(connections, target, ORDERS, run);
    }

    private static SinkNote note(String position, int rows) {
        return new SinkNote(position, rows, 0);
    }

    private List<String> orders() throws SQLException {
        return query("SELECT id, name FROM orders ORDER BY id, name");
    }

    private long tables() throws SQLException {
        try (Connection connection = database.getConnection();
                ResultSet found = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            long count = 0;
            while (found.next()) {
                count += found.getString("TABLE_NAME")
                                .toLowerCase(java.util.Locale.ROOT)
                                .startsWith("steadwork_stage")
                        ? 1
                        : 0;
            }
            return count;
        }
    }

    @Test
    void rowsAreSeenWhenTheRunIsPublishedAndNotBefore() throws SQLException {
        TableSink sink = sink(TableTarget.insert("db", "orders"), "run1");
        sink.write(List.of(order(1, "a"), order(2, "b\t\\N\n'\"é😀")), note("p1", 2));

        assertThat(orders()).isEmpty();
        assertThat(tables()).isEqualTo(1);
        sink.publish();
        assertThat(orders()).containsExactly("1 a", "2 b\t\\N\n'\"é😀");
        assertThat(tables()).isZero();
    }

    @Test
    void aRunThatHasLongBeenOverIsForgottenAndOneThatIsNotIsKept() throws SQLException {
        sink(TableTarget.insert("db", "orders"), "old").publish();
        sink(TableTarget.insert("db", "orders"), "unfinished").write(List.of(order(1, "a")), note("p", 1));
        now = now.plus(Duration.ofDays(90));
        sink(TableTarget.insert("db", "orders"), "new").publish();
        assertThat(query("SELECT run FROM steadwork_sink ORDER BY run")).containsExactly("new", "old", "unfinished");

        now = now.plusMillis(1);
        sink(TableTarget.insert("db", "orders"), "newer").publish();
        assertThat(query("SELECT run FROM steadwork_sink ORDER BY run")).containsExactly("new", "newer", "unfinished");
    }

    @Test
    void keysThatAreNotThereAreSweptUnlessTheyAreTooMany() throws SQLException {
        TableTarget target = TableTarget.upsert("db", "orders", "id");
        TableSink sink = sink(target, "run1");
        sink.write(List.of(order(1, "a"), order(2, "b"), order(3, "c")), note("p", 3));
        sink.publish();
        Schema keys = Schema.of(Column.of("ID", ColumnType.LONG));

        try (KeySweep sweep = KeySweep.begin(connections, target, keys, "run2")) {
            sweep.keep(List.of(Row.of(keys, 1L)));
            sweep.keep(List.of(Row.of(keys, 3L), Row.of(keys, 4L)));
            assertThatThrownBy(() -> sweep.deleteOthers(0.3)).hasMessageContaining("1 of the 3 rows");
            assertThat(orders()).hasSize(3);
            assertThat(sweep.deleteOthers(0.5)).isEqualTo(1);
        }
        assertThat(orders()).containsExactly("1 a", "3 c");
        assertThat(tables()).isZero();
        assertThatThrownBy(() -> KeySweep.begin(connections, target, ORDERS, "run3"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("but the source has");
    }

    @Test
    void aRunGoesOnWhereTheSinkSays() throws SQLException {
        sink(TableTarget.insert("db", "orders"), "run1").write(List.of(order(1, "a")), note("after 1", 1));

        TableSink again = sink(TableTarget.insert("db", "orders"), "run1");
        assertThat(again.state().position()).isEqualTo("after 1");
        assertThat(again.state().rowsWritten()).isEqualTo(1);
        again.write(List.of(order(2, "b")), note("after 2", 1));
        again.publish();
        sink(TableTarget.insert("db", "orders"), "run1").publish();

        assertThat(orders()).containsExactly("1 a", "2 b");
        assertThat(sink(TableTarget.insert("db", "orders"), "run1").state().published())
                .isTrue();
    }

    @Test
    void ofTwoAttemptsThatWriteTheSameChunkOneFailsAndChangesNothing() throws SQLException {
        TableSink stale = sink(TableTarget.insert("db", "orders").perChunk(), "run1");
        TableSink fresh = sink(TableTarget.insert("db", "orders").perChunk(), "run1");
        fresh.write(List.of(order(1, "a")), note("p1", 1));

        assertThatThrownBy(() -> stale.write(List.of(order(1, "a")), note("p1", 1)))
                .isInstanceOf(TransientException.class);
        assertThatThrownBy(stale::publish).isInstanceOf(TransientException.class);
        fresh.publish();
        assertThatThrownBy(() -> fresh.write(List.of(order(9, "z")), note("p9", 1)))
                .isInstanceOf(TransientException.class);
        assertThat(orders()).containsExactly("1 a");
    }

    @Test
    void upsertChangesWhatIsThereAndTheLastOfEqualKeysCounts() throws SQLException {
        for (TableTarget target : List.of(
                TableTarget.upsert("db", "orders", "id"),
                TableTarget.upsert("db", "orders", "id").perChunk())) {
            TableSink first = sink(target, "first " + target.publish());
            first.write(List.of(order(1, "a"), order(2, "b")), note("", 2));
            first.publish();
            TableSink second = sink(target, "second " + target.publish());
            second.write(List.of(order(2, "c"), order(3, "d"), order(3, "e")), note("", 3));
            second.publish();

            assertThat(orders()).containsExactly("1 a", "2 c", "3 e");
            execute("DELETE FROM orders");
        }
    }

    @Test
    void keysOfTextInATableThatIsMadeAreToldApartByCaseAndScript() throws SQLException {
        Schema names = Schema.of(Column.required("name", ColumnType.STRING), Column.of("count", ColumnType.LONG));
        TableSink sink = TableSink.open(connections, TableTarget.upsert("db", "names", "name"), names, "run1");
        List<Row> rows = new ArrayList<>();
        for (String name : List.of("a", "A", "ä", "é", "e", "日本", "😀", "😁")) {
            rows.add(Row.of(names, name, 1L));
        }
        sink.write(rows, note("", rows.size()));
        sink.publish();

        assertThat(query("SELECT count(*) FROM names")).containsExactly("8");
    }

    @Test
    void replaceLeavesTheNewRowsOnly() throws SQLException {
        TableSink first = sink(TableTarget.insert("db", "orders"), "run1");
        first.write(List.of(order(1, "a"), order(2, "b")), note("", 2));
        first.publish();
        TableSink second = sink(TableTarget.replace("db", "orders"), "run2");
        second.write(List.of(order(3, "c")), note("", 1));

        assertThat(orders()).containsExactly("1 a", "2 b");
        second.publish();
        assertThat(orders()).containsExactly("3 c");
    }

    @Test
    void whatIsStagedCanBeThrownAway() throws SQLException {
        TableSink sink = sink(TableTarget.insert("db", "orders"), "run1");
        sink.write(List.of(order(1, "a")), note("p", 1));
        sink.restart();
        assertThat(sink.state().position()).isEmpty();
        sink.write(List.of(order(2, "b")), note("p", 1));
        sink.discard();

        assertThat(tables()).isZero();
        assertThat(orders()).isEmpty();
    }

    @Test
    void aChunkThatCannotBeWrittenLeavesNoTraceOfItself() throws SQLException {
        execute("CREATE TABLE orders (id bigint NOT NULL, name varchar(100), price decimal(10, 2), CHECK (id < 100))");
        TableSink sink = sink(TableTarget.insert("db", "orders").perChunk(), "run1");
        sink.write(List.of(order(1, "a")), note("p1", 1));

        assertThatThrownBy(() -> sink.write(List.of(order(2, "b"), order(100, "c")), note("p2", 2)))
                .isInstanceOf(SQLException.class);
        assertThat(orders()).containsExactly("1 a");
        assertThat(sink(TableTarget.insert("db", "orders").perChunk(), "run1")
                        .state()
                        .position())
                .isEqualTo("p1");
    }

    @Test
    void namesAreOnlyNames() throws SQLException {
        String evil = "x\"; DROP TABLE victim; --";
        execute("CREATE TABLE victim (id integer)");
        Schema schema = Schema.of(Column.of("a\"b", ColumnType.LONG));
        TableSink sink = TableSink.open(connections, TableTarget.insert("db", evil), schema, "run1");
        sink.write(List.of(Row.of(schema, 7L)), note("", 1));
        sink.publish();

        assertThat(query("SELECT count(*) FROM victim")).containsExactly("0");
        assertThat(TableQuery.ofTable(database, evil, Optional.empty()).schema().names())
                .containsExactly("a\"b");
    }

    @Test
    void aMissingColumnOrTableIsSaid() throws SQLException {
        execute("CREATE TABLE orders (id bigint, nam varchar(100), price decimal(10, 2))");

        assertThatThrownBy(() -> sink(TableTarget.insert("db", "orders"), "r"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column for 'name'");
        assertThatThrownBy(() -> sink(TableTarget.insert("db", "nowhere").existing(), "r"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no table 'nowhere'");
        assertThatThrownBy(() -> sink(TableTarget.insert("bd", "orders"), "r"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("known are db");
        assertThatThrownBy(() -> TableQuery.ofTable(database, "a.b.c.d", Optional.empty()))
                .isInstanceOf(DataException.class);
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndOverlap() throws SQLException {
        execute(
                "CREATE TABLE passages (doc integer NOT NULL, pos integer NOT NULL, txt varchar(20), PRIMARY KEY (doc, pos))");
        for (int doc = 1; doc <= 4; doc++) {
            for (int pos = 1; pos <= 5; pos++) {
                execute("INSERT INTO passages VALUES (" + doc + ", " + pos + ", 'x')");
            }
        }
        TableQuery query = TableQuery.ofTable(database, "passages", Optional.empty());
        List<String> key = TableQuery.primaryKey(database, "passages");
        Paging paging = Paging.by(key).upTo(List.of(4L, 2L));
        List<String> read = new ArrayList<>();
        List<Object> after = List.of();
        for (List<Row> page = query.page(paging, after, 3, 1);
                !page.isEmpty();
                page = query.page(paging, after, 3, 1)) {
            page.forEach(row -> read.add(row.get(0) + "." + row.get(1)));
            after = TableQuery.key(page.get(page.size() - 1), key);
        }

        assertThat(key)
                .extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
                .containsExactly("doc", "pos");
        assertThat(read)
                .hasSize(17)
                .doesNotHaveDuplicates()
                .startsWith("1.1", "1.2")
                .endsWith("4.1", "4.2");
        assertThat(query.last(key, Optional.empty())).contains(List.of(4L, 5L));
    }

    @Test
    void parametersOfAQueryAreBoundAndNotPasted() throws SQLException {
        execute("CREATE TABLE orders (id bigint, name varchar(100))");
        execute("INSERT INTO orders VALUES (1, 'x'' OR 1=1 --'), (2, 'b'), (3, ':id')");
        String sql = "SELECT id, ':no' AS a /* :no */ FROM orders WHERE name = :name -- :no\n AND id < :max";
        String evil = "x' OR 1=1 --";

        TableQuery query = TableQuery.ofSql(database, sql, Map.of("name", evil, "max", 10L), Optional.empty());
        assertThat(query.page(Paging.by(List.of(query.column("ID"))), List.of(), 10, 1))
                .singleElement()
                .satisfies(row -> assertThat(row.get(0)).isEqualTo(1L));
        assertThatThrownBy(() -> TableQuery.ofSql(database, sql, Map.of("name", evil), Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(":max");
        assertThatThrownBy(() -> TableQuery.ofSql(database, "SELECT 1; DROP TABLE orders", Map.of(), Optional.empty()))
                .isInstanceOf(DataException.class);
    }

    @Test
    void aTableIsADatasetToWriteAndRead() throws IOException {
        DataFormats formats = DataFormats.standard().with(new TableFormat(connections));
        Dataset table = TableTarget.insert("db", "orders").dataset();
        try (RowWriter writer = formats.create(table, ORDERS)) {
            for (long id = 1; id <= 25_000; id++) {
                writer.write(order(id, "n" + id));
            }
            writer.commit();
        }
        long sum = 0;
        try (RowReader reader = formats.open(table)) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                sum += (Long) java.util.Objects.requireNonNull(row.get(0));
            }
        }
        assertThat(sum).isEqualTo(25_000L * 25_001 / 2);
    }

    @Test
    void aWriterThatIsNotCommittedLeavesNothing() throws Exception {
        DataFormats formats = DataFormats.standard().with(new TableFormat(connections));
        try (RowWriter writer =
                formats.create(TableTarget.insert("db", "orders").dataset(), ORDERS)) {
            for (long id = 1; id <= 25_000; id++) {
                writer.write(order(id, "n"));
            }
        }
        assertThat(orders()).isEmpty();
        assertThat(tables()).isZero();
    }
}

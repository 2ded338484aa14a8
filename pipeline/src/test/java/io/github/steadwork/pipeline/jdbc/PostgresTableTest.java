package io.github.steadwork.pipeline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.pipeline.row.Column;
import io.github.steadwork.pipeline.row.ColumnType;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
import io.github.steadwork.pipeline.row.Schema;
import io.github.steadwork.retry.TransientException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresTableTest extends TableContract {

    @Test
    void aZeroCharacterIsToldWithItsRowAndColumn() throws SQLException {
        DataSource database = openDatabase();
        TableSink sink =
                TableSink.open(Connections.of("db", database), TableTarget.insert("db", "orders"), ORDERS, "run1");
        Row row = Row.of(ORDERS, 1L, "a\0b", null).at(7);

        assertThatThrownBy(() -> sink.write(List.of(row), new SinkNote("", 1, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 7, column 'name': has a zero character");
    }

    @Override
    DataSource openDatabase() {
        return new UrlSource(PostgresServer.shared().newDatabase());
    }

    @Test
    void aCrashOfTheServerLosesStagedRowsAndTheRunKnowsThat() throws Exception {
        Schema schema = Schema.of(Column.of("id", ColumnType.LONG));
        List<Row> rows = List.of(Row.of(schema, 1L), Row.of(schema, 2L));
        try (PostgresServer server = PostgresServer.start()) {
            Connections connections = Connections.of("db", new UrlSource(server.url()));
            TableTarget target = TableTarget.insert("db", "numbers");
            TableSink sink = TableSink.open(connections, target, schema, "run");
            sink.write(rows, new SinkNote("p1", 2, 0));
            server.crash();
            server.startAgain();

            sink.write(rows, new SinkNote("p2", 2, 0));
            assertThatThrownBy(sink::publish).isInstanceOf(TransientException.class);
            assertThat(TableSink.open(connections, target, schema, "run")
                            .state()
                            .rowsRead())
                    .isZero();
        }
    }
}

package io.github.steadwork.pipeline.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.steadwork.databases.PostgresServer;
import io.github.steadwork.pipeline.row.DataException;
import io.github.steadwork.pipeline.row.Row;
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
}
